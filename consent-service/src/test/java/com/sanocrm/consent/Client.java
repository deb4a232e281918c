package com.sanocrm.consent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service under test over HTTP. */
@Lazy
@Component
public class Client {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Environment environment;
    private final JsonMapper json;

    Client(Environment environment, JsonMapper json) {
        this.environment = environment;
        this.json = json;
    }

    /** An answer and its body as JSON. */
    public record Answer(int status, JsonNode body) {
        public String text(String field) {
            return body.get(field).asString();
        }
    }

    public Answer get(String path, @Nullable String token) throws Exception {
        return json(request(path, token).GET());
    }

    public Answer put(String path, @Nullable String token, String body) throws Exception {
        return json(withBody(request(path, token), "PUT", body));
    }

    public Answer post(String path, @Nullable String token, String body, String... headers)
            throws Exception {
        var request = withBody(request(path, token), "POST", body);
        return json(headers.length == 0 ? request : request.headers(headers));
    }

    /** For what is no JSON. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpRequest.Builder request(String path, @Nullable String token) {
        var request =
                HttpRequest.newBuilder(
                        URI.create(
                                "http://localhost:"
                                        + environment.getProperty("local.server.port")
                                        + "/api/v1"
                                        + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder withBody(
            HttpRequest.Builder request, String method, String body) {
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
    }

    private Answer json(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), json.readTree(answer.body()));
    }
}
