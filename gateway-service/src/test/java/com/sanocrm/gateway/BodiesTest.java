package com.sanocrm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest extends RunningGateway {
    private static final int LIMIT = 256 * 1024;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final long TEN_GIGABYTES = 10_000_000_000L;
    private static final String ATTACHMENTS = "/api/v1/conversations/cnv_1/attachments";
    private static final String MULTIPART = "multipart/form-data; boundary=x";

    @ParameterizedTest
    @CsvSource({"262144, 200", "262145, 413"})
    void aBodyMayHave256KiB(int size, int status) {
        var answer =
                send(to("/api/v1/registrations").POST(BodyPublishers.ofByteArray(new byte[size])));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(IDENTITY.seen()).hasSize(status == 200 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"10485760, 200", "10700000, 413"})
    void anAttachmentMayHave10MiB(int size, int status) {
        var answer =
                send(
                        to(ATTACHMENTS)
                                .header("Content-Type", MULTIPART)
                                .POST(BodyPublishers.ofByteArray(new byte[size])));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertThat(MESSAGING.seen().size() + MESSAGING_2.seen().size()).isEqualTo(1);
        }
    }

    @Test
    void calledMultipartAnotherBodyStillMayHaveOnly256KiB() {
        var answer =
                send(
                        to("/api/v1/registrations")
                                .header("Content-Type", MULTIPART)
                                .POST(BodyPublishers.ofByteArray(new byte[LIMIT + 1])));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(IDENTITY.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/registrations, application/json, 8",
        "/api/v1/conversations/cnv_1/attachments, multipart/form-data; boundary=x, 24"
    })
    void aBodyOfTenGigabytesIsCutEarly(String path, String type, int mebibytes) throws IOException {
        var sent = new AtomicLong();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String head = head(path, type);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] chunk =
                    ("10000\r\n" + "a".repeat(0x10000) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
            Thread sender = Thread.startVirtualThread(() -> sendWhileItIsTaken(out, chunk, sent));
            String answer = statusLine(socket);
            assertThat(answer).contains(" 413");
            Awaitility.await().until(() -> !sender.isAlive());
        }

        assertThat(sent.get()).isLessThan((long) mebibytes * MEBIBYTE);
        for (Upstream service : services()) {
            assertThat(service.seen()).allMatch(seen -> seen.body().isEmpty());
        }
    }

    private static void sendWhileItIsTaken(OutputStream out, byte[] chunk, AtomicLong sent) {
        try {
            while (sent.get() < TEN_GIGABYTES) {
                out.write(chunk);
                sent.addAndGet(chunk.length);
            }
        } catch (IOException cut) {
            // As it should be.
        }
    }

    private static String head(String path, String type) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: "
                + type
                + "\r\n\r\n";
    }

    private static String statusLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        int next;
        while ((next = socket.getInputStream().read()) >= 0 && next != '\r') {
            line.append((char) next);
        }
        return line.toString();
    }

    @Test
    void aSenderWhoDripsIsCutOff() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    head("/api/v1/registrations", "application/json")
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.startVirtualThread(
                    () -> {
                        try {
                            for (int i = 0; i < 100; i++) {
                                out.write("1\r\na\r\n".getBytes(StandardCharsets.US_ASCII));
                                out.flush();
                                Awaitility.await()
                                        .pollDelay(Duration.ofMillis(50))
                                        .until(() -> true);
                            }
                        } catch (IOException cut) {
                            // As it should be.
                        }
                    });

            assertThat(statusLine(socket)).contains(" 408");
        }
        assertThat(IDENTITY.seen()).isEmpty();
    }

    @Test
    void aSenderWhoLeavesCountsAgainstNoService() throws IOException {
        for (int i = 0; i < 12; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream()
                        .write(
                                (head(ATTACHMENTS, MULTIPART) + "1\r\na\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
            }
        }

        assertThat(get("/api/v1/conversations").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/conversations").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 405", "FOO, 400", "CONNECT, 501"})
    void otherMethodsAreRefused(String method, int status) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            (method
                                            + " /api/v1/purposes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status)
                    .contains("application/problem+json");
        }
        assertThat(CONSENT.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"header", "url"})
    void headersAndUrlsAreBounded(String what) {
        String large = "a".repeat(20_000);
        var request =
                what.equals("url")
                        ? to("/api/v1/purposes?q=" + large)
                        : to("/api/v1/purposes").header("Accept-Language", large);

        var answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/invalid-request");
        assertThat(CONSENT.seen()).isEmpty();
    }
}
