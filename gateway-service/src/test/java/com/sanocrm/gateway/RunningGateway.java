package com.sanocrm.gateway;

import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * The gateway over real HTTP: messaging has two replicas, every other service one. Time limits are
 * short so that tests are.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestPropertySource(
        properties = {
            "sano.gateway.time-limit=700ms",
            "sano.gateway.circuit-open=300ms",
            "sano.gateway.limits.body-time=800ms",
            "sano.gateway.limits.address.burst=100000",
            "sano.gateway.limits.guarded.burst=100000"
        })
class RunningGateway {
    static final Upstream IDENTITY = new Upstream();
    static final Upstream MESSAGING = new Upstream();
    static final Upstream MESSAGING_2 = new Upstream();
    static final Upstream CONSENT = new Upstream();
    static final Upstream AUDIT = new Upstream();
    static final Upstream ANALYTICS = new Upstream();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort int port;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        Map.ofEntries(
                        Map.entry("SANO_HTTP_PORT", "0"),
                        Map.entry("SANO_MANAGEMENT_PORT", "0"),
                        Map.entry("SANO_PUBLIC_URL", "http://localhost:9080"),
                        Map.entry("SANO_KAFKA_BOOTSTRAP", TestKafka.bootstrapServers()),
                        Map.entry("SANO_KAFKA_SECURITY", "PLAINTEXT"),
                        Map.entry("SANO_TOKEN_ISSUER", TestTokens.issuer()),
                        Map.entry("SANO_IDENTITY_URL", IDENTITY.url()),
                        Map.entry("SANO_MESSAGING_URL", MESSAGING.url() + "," + MESSAGING_2.url()),
                        Map.entry("SANO_CONSENT_URL", CONSENT.url()),
                        Map.entry("SANO_AUDIT_URL", AUDIT.url()),
                        Map.entry("SANO_ANALYTICS_URL", ANALYTICS.url()))
                .forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeEach
    void freshServices() {
        for (Upstream one : services()) {
            one.reset();
        }
    }

    static Upstream[] services() {
        return new Upstream[] {IDENTITY, MESSAGING, MESSAGING_2, CONSENT, AUDIT, ANALYTICS};
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    static <T> HttpResponse<T> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    HttpResponse<String> get(String path) {
        return send(to(path));
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
