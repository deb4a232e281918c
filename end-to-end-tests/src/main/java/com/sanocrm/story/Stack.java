package com.sanocrm.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The local stack, by what its users have: {@code ./sano}, its ports and the files it keeps. */
public final class Stack {
    private final Path root;
    private final Path home;
    private final int offset;
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param root the project's directory
     */
    Stack(Path root) {
        this(
                root,
                Path.of(
                        System.getenv()
                                .getOrDefault("SANO_HOME", root.resolve(".sano").toString())),
                Integer.parseInt(System.getenv().getOrDefault("SANO_PORT_OFFSET", "0")),
                Map.of());
    }

    /**
     * @param home what is {@code .sano} otherwise
     * @param environment of {@code ./sano}, beside the home and the ports
     */
    public Stack(Path root, Path home, int offset, Map<String, String> environment) {
        this.root = root;
        this.home = home;
        this.offset = offset;
        this.environment = new HashMap<>(environment);
        this.environment.put("SANO_HOME", home.toString());
        this.environment.put("SANO_PORT_OFFSET", Integer.toString(offset));
    }

    public Gateway gateway() {
        return gateway(HttpClient.Version.HTTP_2);
    }

    /** For many calls at once, which one connection of HTTP/2 does not take. */
    public Gateway gateway(HttpClient.Version version) {
        return new Gateway(URI.create("http://localhost:" + (8080 + offset)), version);
    }

    /** What an exit code and the output of {@code ./sano} were. */
    public record Outcome(int exitCode, String output) {}

    public Outcome sano(String... arguments) throws IOException, InterruptedException {
        return sanoWithInput("", arguments);
    }

    Outcome sanoWithInput(String input, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("./sano"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output.strip());
    }

    /** {@code ./sano} with an exit code of 0, or the story ends. */
    public String mustSano(String... arguments) throws IOException, InterruptedException {
        Outcome outcome = sano(arguments);
        Checks.demand(
                outcome.exitCode() == 0, "./sano " + String.join(" ", arguments) + " succeeds");
        return outcome.output();
    }

    /** One of the demo people. */
    public Session person(String name) throws IOException {
        JsonNode person = credentials().path("people").path(name);
        return logIn(
                name,
                person.path("accountId").asString(),
                person.path("username").asString(),
                person.path("password").asString());
    }

    /** Somebody whom the story registered. */
    public Session logIn(String name, String accountId, String username, String password) {
        var cached =
                new CachedToken(
                        refreshToken ->
                                refreshed(refreshToken)
                                        .orElseGet(() -> passwordGrant(username, password)));
        return new Session(name, accountId, cached::get);
    }

    /** A clinical partner's own software. */
    public Session system(String name, String clientId, String clientSecret) {
        var cached =
                new CachedToken(
                        _ ->
                                grant(
                                        Map.of(
                                                "grant_type", "client_credentials",
                                                "client_id", clientId,
                                                "client_secret", clientSecret)));
        return new Session(name, "", cached::get);
    }

    private JsonNode passwordGrant(String username, String password) {
        return grant(
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "sano-cli",
                        "client_secret",
                        clientSecret(),
                        "username",
                        username,
                        "password",
                        password));
    }

    /**
     * As applications renew their tokens: a password costs the login server half a second of its
     * processor time. Nothing if the session is over.
     */
    private Optional<JsonNode> refreshed(@Nullable String refreshToken) {
        return Optional.ofNullable(refreshToken)
                .map(
                        token ->
                                asked(
                                        Map.of(
                                                "grant_type",
                                                "refresh_token",
                                                "client_id",
                                                "sano-cli",
                                                "client_secret",
                                                clientSecret(),
                                                "refresh_token",
                                                token)))
                .filter(response -> response.statusCode() == 200)
                .map(response -> Gateway.JSON.readTree(response.body()));
    }

    private String clientSecret() {
        try {
            return credentials().path("clients").path("sano-cli").asString("");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private JsonNode grant(Map<String, String> form) {
        HttpResponse<String> response = asked(form);
        Checks.demand(
                response.statusCode() == 200,
                "a login: got " + response.statusCode() + " " + response.body());
        return Gateway.JSON.readTree(response.body());
    }

    private HttpResponse<String> asked(Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(
                                entry ->
                                        entry.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        try {
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://localhost:%d/realms/sano/protocol/openid-connect/token"
                                                    .formatted(8180 + offset)))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    int smtpPort() {
        return 1025 + offset;
    }

    /** The first of that name in a mail of the sink, or nothing. */
    static String header(JsonNode mail, String name) {
        JsonNode value = mail.path("headers").path(name);
        return value.isArray() ? value.path(0).asString("") : value.asString("");
    }

    /** The mails in the sink, newest last. */
    JsonNode mails() throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:%d/api/mails"
                                                        .formatted(8025 + offset)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return Gateway.JSON.readTree(response.body());
    }

    /**
     * Searches every byte that the platform keeps on disk: stores, topics, Keycloak, logs, mails.
     *
     * @return the files that hold the text in UTF-8
     */
    List<Path> filesWith(String text) throws IOException {
        return swept(new Sweep(List.of(text))).stream()
                .filter(found -> found.spelling().equals("UTF-8"))
                .map(Sweep.Found::file)
                .toList();
    }

    /** As above, for all spellings of many words. */
    Set<Sweep.Found> swept(Sweep sweep) throws IOException {
        var found = new LinkedHashSet<Sweep.Found>();
        for (String part : List.of("data", "logs")) {
            found.addAll(sweep.in(home.resolve(part)));
        }
        return found;
    }

    /** What a process of the stack has written so far. */
    String log(String process) throws IOException {
        return Files.readString(home.resolve("logs").resolve(process + ".log"));
    }

    /** Of the broker, for clients that log in to it. */
    public String kafkaBootstrap() {
        return "localhost:" + (9092 + offset);
    }

    /** {@code secrets.json}: what the stack's own parts log in with. */
    public JsonNode secrets() throws IOException {
        return Gateway.JSON.readTree(Files.readString(home.resolve("secrets.json")));
    }

    /** {@code credentials.json}: who can log in. */
    public JsonNode credentials() throws IOException {
        return Gateway.JSON.readTree(Files.readString(home.resolve("credentials.json")));
    }
}
