package com.sanocrm.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
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

/** A real HTTP server that stands for a service and remembers what reached it. */
final class Upstream {
    /** What reached the service. */
    record Seen(String method, String uri, Headers headers, String body) {
        String header(String name) {
            String value = headers.getFirst(name);
            return value == null ? "" : value;
        }
    }

    /** Answers a request; the body is already read. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final InetSocketAddress address;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Answer answer = Upstream::ok;
    private @Nullable HttpServer server;

    Upstream() {
        HttpServer started = start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = started.getAddress();
        server = started;
    }

    private HttpServer start(InetSocketAddress at) {
        try {
            var started = HttpServer.create(at, 64);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext("/", this::handle);
            started.start();
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add(
                    new Seen(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders(),
                            new String(body, StandardCharsets.UTF_8)));
            answer.to(exchange);
        }
    }

    private static void ok(HttpExchange exchange) throws IOException {
        byte[] body = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Server", "Secret/1.0");
        exchange.getResponseHeaders().set("X-Powered-By", "secret");
        exchange.getResponseHeaders().set("ETag", "\"7\"");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    List<Seen> seen() {
        return seen;
    }

    Seen last() {
        return seen.getLast();
    }

    void answers(Answer next) {
        answer = next;
    }

    /** As after a start: up, empty, answering 200. */
    void reset() {
        if (server == null) {
            server = start(address);
        }
        seen.clear();
        answer = Upstream::ok;
    }

    void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
