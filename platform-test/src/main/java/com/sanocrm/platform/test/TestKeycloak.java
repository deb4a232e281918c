package com.sanocrm.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The Keycloak of this JVM's tests with the realm of {@code deploy/keycloak}, started when first
 * asked for; its data is in memory. The module's build unpacks the distribution to {@code
 * target/keycloak}; the first start there builds it, once.
 */
public final class TestKeycloak {
    private static final String IDENTITY_SECRET = UUID.randomUUID().toString();
    private static final String CLI_SECRET = UUID.randomUUID().toString();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx384m",
                    "-Dfile.encoding=UTF-8",
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.security=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Dpicocli.disable.closures=true");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TestKeycloak() {}

    /** What {@code SANO_KEYCLOAK_URL} names. */
    public static String url() {
        return Holder.RUNNING.url();
    }

    /** The variables by which identity-service reaches it. */
    public static Map<String, String> environment() {
        return Map.of(
                "SANO_KEYCLOAK_URL",
                url(),
                "SANO_KEYCLOAK_CLIENT_ID",
                "identity-service",
                "SANO_KEYCLOAK_CLIENT_SECRET",
                IDENTITY_SECRET);
    }

    /** The answer of the token endpoint to somebody who logs in by name and password. */
    public static HttpResponse<String> logIn(String username, String password) {
        return token(
                Map.of(
                        "grant_type", "password",
                        "client_id", "sano-cli",
                        "client_secret", CLI_SECRET,
                        "username", username,
                        "password", password));
    }

    /** The answer of the token endpoint to somebody who goes on with a log-in. */
    public static HttpResponse<String> refresh(String token) {
        return token(
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        "sano-cli",
                        "client_secret",
                        CLI_SECRET,
                        "refresh_token",
                        token));
    }

    /** The same to somebody who lets the application act while nobody is logged in. */
    public static HttpResponse<String> grantOffline(String username, String password) {
        return token(
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "sano-cli",
                        "client_secret",
                        CLI_SECRET,
                        "username",
                        username,
                        "password",
                        password,
                        "scope",
                        "openid offline_access"));
    }

    /** The answer of the token endpoint to a client. */
    public static HttpResponse<String> logIn(String clientId, char[] secret) {
        return token(
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        new String(secret)));
    }

    private static HttpResponse<String> token(Map<String, String> form) {
        var fields = new ArrayList<String>();
        form.forEach(
                (name, value) ->
                        fields.add(
                                name
                                        + "="
                                        + java.net.URLEncoder.encode(
                                                value, java.nio.charset.StandardCharsets.UTF_8)));
        return send(
                HttpRequest.newBuilder(
                                URI.create(url() + "/realms/sano/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields)))
                        .build());
    }

    /** Lets the server hang, as a machine does that swaps or is cut off, until {@link #goOn}. */
    public static void hang() {
        signal("STOP");
    }

    public static void goOn() {
        signal("CONT");
    }

    private static void signal(String signal) {
        try {
            long process = Holder.RUNNING.process().pid();
            int code =
                    new ProcessBuilder("kill", "-" + signal, Long.toString(process))
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill answered " + code);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private record Running(String url, Process process) {}

    private static final class Holder {
        static final Running RUNNING = start();
    }

    private static Running start() {
        try {
            Path home = distribution();
            build(home);
            Path imports = Files.createDirectories(home.resolve("data/import"));
            Files.copy(
                    realm(),
                    imports.resolve("sano-realm.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            int port = freePort();
            String url = "http://127.0.0.1:" + port;
            Process process =
                    run(
                            home,
                            "start",
                            "--optimized",
                            "--import-realm",
                            "--cache=local",
                            "--http-enabled=true",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port,
                            "--hostname=" + url,
                            "--log-level=WARN");
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            await(url, process);
            return new Running(url, process);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static void build(Path home) throws IOException, InterruptedException {
        Path mark = home.resolve("built-for-tests");
        if (Files.exists(mark)) {
            return;
        }
        int code =
                run(
                                home,
                                "build",
                                "--db=dev-mem",
                                "--features-disabled=ciba,device-flow,kerberos,par,impersonation")
                        .waitFor();
        if (code != 0) {
            throw new IllegalStateException("Keycloak's build ended with " + code);
        }
        Files.createFile(mark);
    }

    /** Without its shell script, so that the process is the server itself. */
    private static Process run(Path home, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-Dkc.home.dir=" + home);
        command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
        command.add("-cp");
        command.add(home.resolve("lib/quarkus-run.jar").toString());
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        home.resolve("test.log").toFile()));
        process.environment()
                .putAll(
                        Map.of(
                                "SANO_KEYCLOAK_IDENTITY_SECRET",
                                IDENTITY_SECRET,
                                "SANO_KEYCLOAK_CLI_SECRET",
                                CLI_SECRET,
                                "SANO_KEYCLOAK_PORTAL_SECRET",
                                UUID.randomUUID().toString(),
                                "SANO_PUBLIC_URL",
                                "http://localhost:8080"));
        return process.start();
    }

    /** Ready is the realm that answers, not the port. */
    private static void await(String url, Process process) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        var ask = HttpRequest.newBuilder(URI.create(url + "/realms/sano")).build();
        while (Instant.now().isBefore(until) && process.isAlive()) {
            try {
                if (send(ask).statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                Thread.sleep(Duration.ofMillis(200));
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("Keycloak did not start: see target/keycloak/*/test.log");
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static Path distribution() throws IOException {
        Path unpacked = Path.of("target", "keycloak");
        try (var found = Files.list(unpacked)) {
            return found.filter(path -> Files.exists(path.resolve("lib/quarkus-run.jar")))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "no Keycloak in "
                                                    + unpacked
                                                    + ": run the tests by Maven"))
                    .toAbsolutePath();
        }
    }

    private static Path realm() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path file = up.resolve("deploy/keycloak/sano-realm.json");
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new IllegalStateException("there is no deploy/keycloak/sano-realm.json");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
