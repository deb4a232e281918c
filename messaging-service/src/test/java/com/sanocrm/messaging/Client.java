package com.sanocrm.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls the API as one person. */
public final class Client {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;
    private final String token;

    private Client(int port, String token) {
        this.base = "http://localhost:" + port + "/api/v1";
        this.token = token;
    }

    public static Client patient(int port, AccountId id) {
        return new Client(port, TestTokens.token(id.value(), "patient"));
    }

    public static Client staff(int port, AccountId id, PartnerId partner, String role) {
        return new Client(port, TestTokens.staffToken(id.value(), partner.value(), role));
    }

    public static Client support(int port, AccountId id) {
        return new Client(port, TestTokens.token(id.value(), "support"));
    }

    public static Client operator(int port) {
        return new Client(port, TestTokens.token(TestTokens.newAccountId(), "operator"));
    }

    /** An answer with its body as JSON, if it has one. */
    public record Answer(int status, JsonNode body) {
        public Answer expect(int expected) {
            assertThat(status).as(body.toString()).isEqualTo(expected);
            return this;
        }

        public String text(String field) {
            return body.path(field).asString();
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json) {
        return post(path, json, null);
    }

    public Answer post(String path, String json, @Nullable String idempotencyKey) {
        var request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json));
        return send(
                idempotencyKey == null
                        ? request
                        : request.header("Idempotency-Key", idempotencyKey));
    }

    /** An open request for the live stream. */
    public HttpRequest stream(@Nullable String lastEventId) {
        var request = request("/messages/stream").header("Accept", "text/event-stream");
        return (lastEventId == null ? request : request.header("Last-Event-ID", lastEventId))
                .GET()
                .build();
    }

    public static HttpClient http() {
        return HTTP;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    WireJson.mapper().readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
