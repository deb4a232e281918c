package com.sanocrm.stack.keycloak;

import com.sanocrm.stack.place.Complaint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tokens, and the few things that only the realm's administrator can do. */
public final class KeycloakClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    public KeycloakClient(String url) {
        this.url = url;
    }

    /** A person's access token, by user name or e-mail address and password. */
    public String personToken(String client, String clientSecret, String user, String password)
            throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", client);
        form.put("client_secret", clientSecret);
        form.put("username", user);
        form.put("password", password);
        return token("sano", form);
    }

    /** The access token of a client's own account. */
    public String clientToken(String client, String clientSecret)
            throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", client);
        form.put("client_secret", clientSecret);
        return token("sano", form);
    }

    /** The administrator of the whole server, for {@link Admin}. */
    public Admin administrator(String password) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", "admin-cli");
        form.put("username", "admin");
        form.put("password", password);
        return new Admin(token("master", form));
    }

    private String token(String realm, Map<String, String> form)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "%s/realms/%s/protocol/openid-connect/token"
                                                .formatted(url, realm)))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                        .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() != 200) {
            throw new Complaint(
                    "Keycloak gives no token: %s."
                            .formatted(answer.path("error_description").asString("no reason")),
                    "See ./sano logs keycloak.");
        }
        return answer.get("access_token").asString();
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(
                        entry ->
                                entry.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The administration of the realm, with a token that lasts a minute. */
    public final class Admin {
        private final String token;

        private Admin(String token) {
            this.token = token;
        }

        /** A person of the platform's own staff, whom no partner and no registration creates. */
        public void createStaff(
                String username, String email, String password, String accountId, String role)
                throws IOException, InterruptedException {
            ObjectNode user = JSON.createObjectNode();
            user.put("username", username).put("email", email);
            user.put("firstName", role).put("lastName", "Demo");
            user.put("enabled", true).put("emailVerified", true);
            user.putObject("attributes").putArray("account_id").add(accountId);
            user.putArray("credentials")
                    .addObject()
                    .put("type", "password")
                    .put("value", password)
                    .put("temporary", false);
            call("POST", "/users", user, List.of(201));
            JsonNode realmRole = call("GET", "/roles/" + role, null, List.of(200));
            call(
                    "POST",
                    "/users/"
                            + find(username).orElseThrow().get("id").asString()
                            + "/role-mappings/realm",
                    JSON.createArrayNode().add(realmRole),
                    List.of(204));
        }

        /** The user with that name or e-mail address. */
        public Optional<JsonNode> find(String usernameOrEmail)
                throws IOException, InterruptedException {
            String field = usernameOrEmail.contains("@") ? "email" : "username";
            JsonNode found =
                    call(
                            "GET",
                            "/users?exact=true&%s=%s"
                                    .formatted(
                                            field,
                                            URLEncoder.encode(
                                                    usernameOrEmail, StandardCharsets.UTF_8)),
                            null,
                            List.of(200));
            return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
        }

        /** The account id that the user with that name or address carries. */
        public Optional<String> accountId(String usernameOrEmail)
                throws IOException, InterruptedException {
            return find(usernameOrEmail)
                    .map(user -> user.path("attributes").path("account_id").path(0))
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString);
        }

        /** Gives the user with that address another name to log in with. */
        public void rename(String email, String username) throws IOException, InterruptedException {
            JsonNode user =
                    find(email)
                            .orElseThrow(() -> new IOException("Keycloak has no user " + username));
            String id = user.get("id").asString();
            JsonNode whole = call("GET", "/users/" + id, null, List.of(200));
            call(
                    "PUT",
                    "/users/" + id,
                    ((ObjectNode) whole).put("username", username),
                    List.of(204));
        }

        private JsonNode call(
                String method, String path, @Nullable JsonNode body, List<Integer> expected)
                throws IOException, InterruptedException {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/admin/realms/sano" + path))
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body == null
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build();
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (!expected.contains(response.statusCode())) {
                throw new IOException(
                        "Keycloak answered %d to %s %s: %s"
                                .formatted(response.statusCode(), method, path, response.body()));
            }
            return response.body().isEmpty()
                    ? JSON.createObjectNode()
                    : JSON.readTree(response.body());
        }
    }
}
