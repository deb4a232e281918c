package com.sanocrm.identity.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sanocrm.identity.webhook.Attempt.Outcome;
import com.sanocrm.identity.webhook.Receivers.AddressNotAllowedException;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.test.Promise;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No webhook leads inside, however the address is written, and whatever the DNS says. */
class ReceiversTest {
    private static final String NAME = "https://hooks.clinic.example/in";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://00000177.0.0.1/",
                "https://127.0.0.1./",
                "https://127.0.0.1.:443/",
                "https://127%2e0%2e0%2e1/",
                "https://127。0。0。1/",
                "https://１２７.0.0.1/",
                "https://①②⑦.⓪.⓪.①/",
                "https://0/",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://2852039166/",
                "https://[::1]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[0:0:0:0:0:ffff:7f00:0001]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[fe80::1%25eth0]/",
                "https://[fd00::1]/",
                "https://8.8.8.8/",
                "https://[2606:4700:4700::1111]/",
                "https://localhost/",
                "https://LOCALHOST/",
                "https://localhost./",
                "https://localhost.localdomain/",
                "https://a.localhost/",
                "https://printer.local/",
                "https://metadata.google.internal/",
                "https://router.lan/",
                "https://kafka/",
                "https://clinic.example@127.0.0.1/",
                "https://user:secret@clinic.example/",
                "https://clinic.example#@127.0.0.1/",
                "https://clinic.example\\@127.0.0.1/",
                "https://clinic.example:0x50/",
                "https://1.0.0.127.in-addr.arpa/",
                "http://clinic.example/",
                "HTTP://clinic.example/",
                "ftp://clinic.example/",
                "file:///etc/passwd",
                "gopher://clinic.example/",
                "jar:https://clinic.example!/",
                "//clinic.example/",
                "https:clinic.example",
                "https:///in",
                "https://",
                "https://-clinic.example/",
                "https://clinic..example/",
                "https://clinic_.example/",
                "https://clinic.example /",
                "https://clinic.example\r\nHost: inside/"
            })
    @Promise("P-11")
    void whatIsNoPublicNameOverHttpsIsRefused(String url) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ReceiverUrl.of(url, false))
                .satisfies(problem -> assertThat(problem.type().status()).isEqualTo(422));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NAME,
                "https://hooks.clinic.example:8443/in?tenant=7",
                "https://HOOKS.Clinic.Example/",
                "https://xn--80ak6aa92e.com/"
            })
    void apublicNameOverHttpsIsTaken(String url) {
        assertThat(ReceiverUrl.of(url, false).uri()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::",
                "2606:4700::5efe:10.0.0.1",
                "2606:4700::200:5efe:10.0.0.1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1"
            })
    @Promise("P-11")
    void aNameThatStandsForAnAddressInsideIsNotCalled(String address) {
        InetAddress inside = InetAddress.ofLiteral(address);
        var receivers = new Receivers(_ -> new InetAddress[] {inside}, false);

        assertThatExceptionOfType(AddressNotAllowedException.class)
                .isThrownBy(() -> receivers.addressOf(ReceiverUrl.of(NAME, false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1"
            })
    void thePublicInternetIsReached(String address) throws Exception {
        InetAddress outside = InetAddress.ofLiteral(address);

        assertThat(
                        new Receivers(_ -> new InetAddress[] {outside}, false)
                                .addressOf(ReceiverUrl.of(NAME, false)))
                .isEqualTo(outside);
    }

    @Test
    @Promise("P-11")
    void oneAddressInsideAmongPublicOnesIsEnoughToRefuse() {
        var mixed =
                new InetAddress[] {
                    InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")
                };

        assertThatExceptionOfType(AddressNotAllowedException.class)
                .isThrownBy(
                        () ->
                                new Receivers(_ -> mixed, false)
                                        .addressOf(ReceiverUrl.of(NAME, false)));
    }

    /** 127.0.0.2 stands for the public address, so that nothing leaves this machine. */
    @Test
    @Promise("P-11")
    void aNameThatIsBoundAnewAfterItWasLookedAtLeadsNowhereElse() throws Exception {
        var outside = new AtomicInteger();
        var inside = new AtomicInteger();
        HttpServer seen = server(InetAddress.ofLiteral("127.0.0.2"), 0, counting(outside));
        int port = seen.getAddress().getPort();
        HttpServer other = server(InetAddress.ofLiteral("127.0.0.1"), port, counting(inside));
        var asked = new AtomicInteger();
        var rebinding =
                new Receivers(
                        _ ->
                                new InetAddress[] {
                                    InetAddress.ofLiteral(
                                            asked.getAndIncrement() == 0
                                                    ? "127.0.0.2"
                                                    : "127.0.0.1")
                                },
                        true);
        try (var http = http(rebinding, Duration.ofSeconds(10), Duration.ofSeconds(30))) {
            Attempt attempt =
                    http.post(ReceiverUrl.of("http://localhost:" + port, true), "{}", Map.of());

            assertThat(attempt.outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(asked).hasValue(1);
            assertThat(outside).hasValue(1);
            assertThat(inside).hasValue(0);
        } finally {
            seen.stop(0);
            other.stop(0);
        }
    }

    @Test
    @Promise("P-11")
    void aNameThatLeadsInsideByNowIsNotCalled() throws Exception {
        var rebound =
                new Receivers(_ -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")}, false);
        try (var http = http(rebound, Duration.ofSeconds(1), Duration.ofSeconds(1))) {
            assertThat(http.post(ReceiverUrl.of(NAME, false), "{}", Map.of()).outcome())
                    .isEqualTo(Outcome.ADDRESS_NOT_ALLOWED);
        }
    }

    private static Hit counting(AtomicInteger hits) {
        return exchange -> {
            hits.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        };
    }

    private interface Hit {
        void happened(com.sun.net.httpserver.HttpExchange exchange) throws IOException;
    }

    private static HttpServer server(Hit hit) throws IOException {
        return server(InetAddress.getLoopbackAddress(), 0, hit);
    }

    private static HttpServer server(InetAddress address, int port, Hit hit) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", hit::happened);
        server.start();
        return server;
    }

    private static ReceiverHttp http(Receivers receivers, Duration connect, Duration answer) {
        return new ReceiverHttp(receivers, connect, answer, Clock.systemUTC());
    }

    private static ReceiverHttp here() {
        return here(Duration.ofSeconds(30));
    }

    private static ReceiverHttp here(Duration answer) {
        return http(
                new Receivers(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()}, true),
                Duration.ofSeconds(10),
                answer);
    }

    private static ReceiverUrl at(HttpServer server) {
        return ReceiverUrl.of("http://localhost:" + server.getAddress().getPort() + "/in", true);
    }

    @Test
    @Promise("P-11")
    void aRedirectionIsNotFollowed() throws Exception {
        var hits = new AtomicInteger();
        HttpServer server =
                server(
                        exchange -> {
                            hits.incrementAndGet();
                            exchange.getResponseHeaders().set("Location", "/elsewhere");
                            exchange.sendResponseHeaders(307, -1);
                            exchange.close();
                        });
        try (var http = here()) {
            Attempt attempt = http.post(at(server), "{}", Map.of());

            assertThat(attempt.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(attempt.status()).isEqualTo(307);
            assertThat(hits).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Promise("P-11")
    void ofAnAnswerWithoutEndTheHeadIsTakenAndTheConnectionClosed() throws Exception {
        var cutOff = new CountDownLatch(1);
        HttpServer server =
                server(
                        exchange -> {
                            exchange.sendResponseHeaders(200, 0);
                            byte[] much = new byte[64 * 1024];
                            try (var out = exchange.getResponseBody()) {
                                while (true) {
                                    out.write(much);
                                }
                            } catch (IOException closed) {
                                cutOff.countDown();
                            }
                        });
        try (var http = here()) {
            Attempt attempt = http.post(at(server), "{}", Map.of());

            assertThat(attempt.outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(cutOff.await(30, TimeUnit.SECONDS)).as("who sends is cut off").isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Promise("P-11")
    void aReceiverThatIsSlowHasAnEnd() throws Exception {
        var given = new CountDownLatch(1);
        HttpServer server =
                server(
                        exchange -> {
                            try {
                                given.await();
                            } catch (InterruptedException stop) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try (var http = here(Duration.ofMillis(300))) {
            /* The receiver is let go only after: without an end this would not return. */
            Attempt attempt =
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(30), () -> http.post(at(server), "{}", Map.of()));

            assertThat(attempt.outcome()).isEqualTo(Outcome.TIMED_OUT);
        } finally {
            given.countDown();
            server.stop(0);
        }
    }
}
