package com.sanocrm.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A participant's Server-Sent Events (WHATWG HTML, 9.2), collected as they come. */
final class LiveStream implements AutoCloseable {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;
    private String id = "";
    private String type = "message";
    private @Nullable String data;

    /** One event and when it arrived, by {@link System#nanoTime()}. */
    record Event(String id, String type, JsonNode data, long arrivedNanos) {}

    LiveStream(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<Stream<String>> response =
                    http.send(request, HttpResponse.BodyHandlers.ofLines());
            Checks.demand(
                    response.statusCode() == 200,
                    "the live stream opens: got " + response.statusCode());
            this.lines = response.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
        Thread.ofVirtual().name("live-stream").start(this::read);
    }

    /** All events of that message so far; more than one would be a double. */
    List<Event> of(String messageId) {
        return events.stream()
                .filter(event -> event.type().equals("message"))
                .filter(event -> messageId.equals(event.data().path("messageId").asString("")))
                .toList();
    }

    Event await(String messageId) throws Exception {
        return Checks.await(
                "the message on the live stream", () -> of(messageId).stream().findFirst());
    }

    Optional<String> lastId() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast().id());
    }

    private void read() {
        try {
            lines.forEach(this::line);
        } catch (UncheckedIOException closed) {
            // The other side or we closed it; what came before stands.
        }
    }

    private void line(String line) {
        if (line.isEmpty()) {
            if (data != null) {
                events.add(new Event(id, type, Gateway.JSON.readTree(data), System.nanoTime()));
            }
            type = "message";
            data = null;
        } else if (line.startsWith("id:")) {
            id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
            type = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
            data = line.substring(5).strip();
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
