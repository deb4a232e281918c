package com.sanocrm.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a process whether it is ready for work. */
@FunctionalInterface
public interface Probe {
    Duration PATIENCE = Duration.ofSeconds(2);

    boolean ready() throws InterruptedException;

    /** Ready when the address answers 200. */
    static Probe http(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        return () -> {
            try {
                return Client.HTTP
                                .send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Ready when the loopback port accepts a connection. */
    static Probe port(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        (int) PATIENCE.toMillis());
                return true;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** One client for all, made when first needed. */
    final class Client {
        static final HttpClient HTTP =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build();

        private Client() {}
    }
}
