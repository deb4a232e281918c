package com.sanocrm.stack.seed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform as its clients have it. What is only a matter of time (too many requests, a
 * dependency that is not there yet, a policy that has not reached every service) is tried again for
 * a while; each creation carries its idempotency key, so that a repeat creates nothing twice.
 */
final class PublicApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    PublicApi(String gateway) {
        this.base = gateway + "/api/v1";
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return persist(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    JsonNode post(String path, @Nullable String token, String idempotencyKey, JsonNode body)
            throws IOException, InterruptedException {
        return persist(
                request(path, token)
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    JsonNode put(String path, String token, JsonNode body)
            throws IOException, InterruptedException {
        return persist(
                request(path, token).PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode persist(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.timeout(ANSWER).build();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                return response.body().isEmpty()
                        ? JSON.createObjectNode()
                        : JSON.readTree(response.body());
            }
            if (!passes(response) || System.nanoTime() > giveUp) {
                throw new IOException(
                        "%s %s was answered %d: %s"
                                .formatted(
                                        request.method(),
                                        request.uri().getPath(),
                                        response.statusCode(),
                                        response.body()));
            }
            Thread.sleep(pause(response));
        }
    }

    private static boolean passes(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 429, 502, 503, 504 -> true;
            case 422 -> response.body().contains("/problems/policy-not-current");
            default -> false;
        };
    }

    private static Duration pause(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,2}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .filter(pause -> pause.compareTo(PAUSE) > 0)
                .orElse(PAUSE);
    }
}
