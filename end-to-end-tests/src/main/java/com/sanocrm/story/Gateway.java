package com.sanocrm.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The public API, as any client sees it. */
public final class Gateway {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI base;

    Gateway(URI base, HttpClient.Version version) {
        this.http = HttpClient.newBuilder().version(version).build();
        this.base = base;
    }

    URI base() {
        return base;
    }

    public Answer get(@Nullable Session who, String path) throws IOException, InterruptedException {
        return send(who, "GET", path, null);
    }

    /** With a header of a browser. */
    Answer get(Session who, String path, String header, String value)
            throws IOException, InterruptedException {
        return answer(request(who, "GET", path, null).header(header, value).build());
    }

    /** Writes what is answered into the file. */
    public void download(Session who, String path, Path file)
            throws IOException, InterruptedException {
        HttpRequest request = request(who, "GET", path, null).setHeader("Accept", "*/*").build();
        int status = http.send(request, HttpResponse.BodyHandlers.ofFile(file)).statusCode();
        Checks.demand(status == 200, "the download of " + path + ": " + status);
    }

    /** Of a path of the API. */
    String address(String path) {
        return base.resolve("/api/v1" + path).toString();
    }

    public Answer post(@Nullable Session who, String path, String body)
            throws IOException, InterruptedException {
        return send(who, "POST", path, body);
    }

    public Answer put(Session who, String path, String body)
            throws IOException, InterruptedException {
        return send(who, "PUT", path, body);
    }

    /** Of what was seen under that ETag. */
    Answer patch(Session who, String path, String etag, String body)
            throws IOException, InterruptedException {
        return answer(request(who, "PATCH", path, body).header("If-Match", etag).build());
    }

    public Answer delete(Session who, String path) throws IOException, InterruptedException {
        return send(who, "DELETE", path, null);
    }

    /** Follows a link from a mail, as it stands. */
    Answer follow(URI link, String method, String contentType, String body)
            throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(link)
                        .timeout(TIMEOUT)
                        .header("Content-Type", contentType)
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }

    /** Opens the caller's live stream. */
    LiveStream stream(Session who, @Nullable String lastEventId) {
        var request =
                HttpRequest.newBuilder(base.resolve("/api/v1/messages/stream"))
                        .header("Authorization", "Bearer " + who.token())
                        .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new LiveStream(http, request.build());
    }

    private Answer send(@Nullable Session who, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return answer(request(who, method, path, body).build());
    }

    private HttpRequest.Builder request(
            @Nullable Session who, String method, String path, @Nullable String body) {
        var request =
                HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                        .timeout(TIMEOUT)
                        .header("Accept", "application/json, application/problem+json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (who != null) {
            request.header("Authorization", "Bearer " + who.token());
        }
        return request;
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), parse(response.body()), response.headers());
    }

    private static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException page) {
            return JSON.getNodeFactory().stringNode(body);
        }
    }
}
