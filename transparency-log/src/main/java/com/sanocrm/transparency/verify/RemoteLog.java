package com.sanocrm.transparency.verify;

import com.sanocrm.transparency.Tile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A log over HTTP, under an address like {@code https://…/api/v1/audit/log/platform}. Waits as it
 * is told when it asks too often; follows no redirection, which could take the token elsewhere.
 */
public final class RemoteLog implements LogSource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_TRIES = 20;
    private static final int MAX_WAIT_SECONDS = 60;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String address;
    private final @Nullable Path token;

    /**
     * @param token the file of an access token, read for each question: tokens live for minutes,
     *     and a long log takes longer
     */
    public RemoteLog(String address, @Nullable Path token) {
        this.address = address.endsWith("/") ? address : address + "/";
        this.token = token;
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return get("checkpoint", MAX_NOTE_BYTES)
                .orElseThrow(() -> new IOException("there is no log at " + address));
    }

    @Override
    public Optional<byte[]> tile(Tile tile) throws IOException {
        return get(tile.path(), MAX_TILE_BYTES);
    }

    private Optional<byte[]> get(String path, int limit) throws IOException {
        for (int tries = 1; ; tries++) {
            HttpResponse<InputStream> answer = send(path);
            try (var body = answer.body()) {
                switch (answer.statusCode()) {
                    case 200 -> {
                        byte[] bytes = body.readNBytes(limit + 1);
                        if (bytes.length > limit) {
                            throw new IOException(path + " is larger than any that a log has");
                        }
                        return Optional.of(bytes);
                    }
                    case 404 -> {
                        return Optional.empty();
                    }
                    case 429, 503 -> {
                        if (tries == MAX_TRIES) {
                            throw new IOException("the log has no time for us: " + path);
                        }
                    }
                    default ->
                            throw new IOException(
                                    "the log answers %d: %s".formatted(answer.statusCode(), path));
                }
            }
            pause(answer);
        }
    }

    private HttpResponse<InputStream> send(String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + Files.readString(token).strip());
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        }
    }

    private static void pause(HttpResponse<?> answer) throws IOException {
        String said = answer.headers().firstValue("Retry-After").orElse("1");
        long seconds = said.matches("[0-9]{1,9}") ? Long.parseLong(said) : 1;
        try {
            TimeUnit.SECONDS.sleep(Math.clamp(seconds, 1, MAX_WAIT_SECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        }
    }
}
