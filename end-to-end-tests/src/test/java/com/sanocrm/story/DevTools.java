package com.sanocrm.story;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of Chromium by its DevTools protocol: calls with their answers, and what it asked for.
 */
final class DevTools implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> requested = new CopyOnWriteArrayList<>();

    DevTools(HttpClient http, URI page) throws Exception {
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(page, new Listener())
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard(Gateway.JSON.readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void heard(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> waiting = answers.remove(message.path("id").asInt());
            if (waiting != null) {
                waiting.complete(message);
            }
        } else if (message.path("method").asString("").equals("Network.requestWillBeSent")) {
            requested.add(message.path("params").path("request").path("url").asString(""));
        }
    }

    JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = calls.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        socket.sendText(
                        Gateway.JSON.writeValueAsString(
                                Map.of("id", id, "method", method, "params", parameters)),
                        true)
                .join();
        JsonNode got = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Checks.demand(!got.has("error"), method + ": " + got.path("error"));
        return got.path("result");
    }

    /** Every address that the page and its frames asked for, the page itself among them. */
    List<String> requested() {
        return List.copyOf(requested);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
