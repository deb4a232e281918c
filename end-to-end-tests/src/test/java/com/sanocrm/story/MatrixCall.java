package com.sanocrm.story;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the matrix: who calls what about whose things.
 *
 * @param caller null for nobody
 * @param trace by which its records are found
 */
record MatrixCall(Operation operation, @Nullable MatrixCaller caller, Tenant asked, String trace) {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    static MatrixCall of(Operation operation, @Nullable MatrixCaller caller, Tenant asked) {
        return new MatrixCall(
                operation, caller, asked, UUID.randomUUID().toString().replace("-", ""));
    }

    /** What came of it. */
    record Answered(MatrixCall call, int status, String body) {
        boolean succeeded() {
            return status / 100 == 2;
        }

        @Override
        public String toString() {
            return call + " answered " + status;
        }
    }

    /** Of an answer that goes on for ever only the beginning is read. */
    Answered make(HttpClient http, URI gateway) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(gateway.resolve("/api/v1" + asked.path(operation)))
                        .timeout(TIMEOUT)
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-00")
                        .method(
                                operation.method(),
                                operation.takesBody()
                                        ? BodyPublishers.ofString(asked.body(operation))
                                        : BodyPublishers.noBody());
        if (operation.takesBody()) {
            request.header("Content-Type", "application/json");
        }
        if (caller != null) {
            request.header("Authorization", "Bearer " + caller.session().token());
        }
        var answer = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            boolean endless =
                    answer.headers()
                            .firstValue("content-type")
                            .filter(type -> type.startsWith("text/event-stream"))
                            .isPresent();
            return new Answered(
                    this,
                    answer.statusCode(),
                    endless ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public String toString() {
        return "%s by %s of %s"
                .formatted(
                        operation.name(),
                        caller == null ? "nobody" : caller.session().name(),
                        asked.name());
    }
}
