package com.sanocrm.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.json.WireJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** Calls the service as a client does. */
public record Api(int port, String token) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public JsonNode get(String path, int status) throws Exception {
        return json(send(request(path).build()), status);
    }

    public HttpResponse<byte[]> get(String path, String accept) throws Exception {
        return send(request(path).header("Accept", accept).build());
    }

    public JsonNode post(String path, String body, int status) throws Exception {
        return json(posted(path, body).build(), status);
    }

    /** As {@link #post(String, String, int)}, so that a repeat does nothing. */
    public JsonNode postOnce(String path, String key, String body, int status) throws Exception {
        return json(posted(path, body).header("Idempotency-Key", key).build(), status);
    }

    private HttpRequest.Builder posted(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpRequest request, int status) throws Exception {
        return json(send(request), status);
    }

    private static JsonNode json(HttpResponse<byte[]> answer, int status) {
        String body = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(body).isEqualTo(status);
        return WireJson.mapper().readTree(body);
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
