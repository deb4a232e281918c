package com.sanocrm.identity.webhook;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A partner's system: keeps what it is told and answers as it is set. */
final class Receiver implements AutoCloseable {
    record Got(String id, String timestamp, String signature, String body) {}

    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile @Nullable String retryAfter;

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var headers = exchange.getRequestHeaders();
                        got.add(
                                new Got(
                                        headers.getFirst("webhook-id"),
                                        headers.getFirst("webhook-timestamp"),
                                        headers.getFirst("webhook-signature"),
                                        new String(
                                                exchange.getRequestBody().readAllBytes(),
                                                StandardCharsets.UTF_8)));
                        String later = retryAfter;
                        if (later != null) {
                            exchange.getResponseHeaders().set("Retry-After", later);
                        }
                        exchange.sendResponseHeaders(status, -1);
                    }
                });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/in";
    }

    void answers(int next) {
        answers(next, null);
    }

    void answers(int next, @Nullable String later) {
        retryAfter = later;
        status = next;
    }

    List<Got> got() {
        return got;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
