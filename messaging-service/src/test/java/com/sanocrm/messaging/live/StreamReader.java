package com.sanocrm.messaging.live;

import static org.awaitility.Awaitility.await;

import com.sanocrm.messaging.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a live stream as a browser's EventSource does, until it is closed. */
final class StreamReader implements AutoCloseable {
    private final List<Received> events = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;
    private final int status;
    private volatile String lastId = "";
    private volatile boolean ended;

    /** An event as it came. */
    record Received(String name, String data, long nanos) {}

    StreamReader(Client client, @Nullable String lastEventId) {
        try {
            HttpResponse<Stream<String>> answer =
                    Client.http()
                            .send(client.stream(lastEventId), HttpResponse.BodyHandlers.ofLines());
            lines = answer.body();
            status = answer.statusCode();
            Thread.ofVirtual().start(this::read);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Open, and past the look for what is there already. */
    static StreamReader open(Client client) {
        var reader = new StreamReader(client, null);
        await().until(() -> !reader.lastId.isEmpty());
        return reader;
    }

    private void read() {
        var event = new String[] {"", ""};
        try {
            lines.forEach(
                    line -> {
                        if (line.startsWith("event: ")) {
                            event[0] = line.substring(7);
                        } else if (line.startsWith("data: ")) {
                            event[1] = line.substring(6);
                        } else if (line.startsWith("id: ")) {
                            lastId = line.substring(4);
                        } else if (line.isEmpty() && !event[1].isEmpty()) {
                            events.add(new Received(event[0], event[1], System.nanoTime()));
                            event[1] = "";
                        }
                    });
        } catch (UncheckedIOException closed) {
            /* By us, or by the server; what was read stays. */
        }
        ended = true;
    }

    int status() {
        return status;
    }

    List<Received> events() {
        return events;
    }

    boolean isEnded() {
        return ended;
    }

    String lastId() {
        return lastId;
    }

    /** The events, when there are that many. */
    List<Received> first(int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> events.size() >= count);
        return events;
    }

    @Override
    public void close() {
        lines.close();
    }
}
