package com.sanocrm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "sano.gateway.limits.account.burst=5",
            "sano.gateway.limits.account.per-minute=1",
            "sano.gateway.limits.guarded.burst=3",
            "sano.gateway.limits.guarded.per-minute=1",
            "sano.gateway.concurrency=4",
            "sano.gateway.queue-time=100ms",
            "sano.gateway.time-limit=30s"
        })
@DirtiesContext
class LimitsTest extends RunningGateway {
    private static final int CONCURRENCY = 4;

    private HttpResponse<String> as(String token) {
        return send(to("/api/v1/consents/me").header("Authorization", "Bearer " + token));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("/problems/too-many-requests");
        assertThat(Integer.parseInt(header(answer, "Retry-After"))).isBetween(1, 60);
    }

    @Test
    void oneAccountsLimitIsNotAnothers() {
        String eager = TestTokens.token(TestTokens.newAccountId(), "patient");
        for (int i = 0; i < 5; i++) {
            assertThat(as(eager).statusCode()).isEqualTo(200);
        }

        assertRefused(as(eager));

        assertThat(as(TestTokens.token(TestTokens.newAccountId(), "patient")).statusCode())
                .isEqualTo(200);
        assertThat(CONSENT.seen()).hasSize(6);
    }

    @Test
    void registrationsAndSecretsHaveASmallerLimit() {
        HttpRequest.Builder registration =
                to("/api/v1/registrations").POST(BodyPublishers.ofString("{}"));
        for (int i = 0; i < 3; i++) {
            assertThat(send(registration).statusCode()).isEqualTo(200);
        }

        assertRefused(send(registration));

        assertThat(get("/api/v1/purposes").statusCode()).isEqualTo(200);
        assertRefused(
                send(to("/api/v1/newsletter/confirmations/guess").POST(BodyPublishers.noBody())));
    }

    @Test
    @Promise("P-25")
    void aMailProviderMayUnsubscribeManyPeopleFromOneAddress() {
        HttpRequest.Builder click =
                to("/api/v1/unsubscribe/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"));
        for (int i = 0; i < 50; i++) {
            assertThat(send(click).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoSendsBadTokensLocksNobodyOut() {
        for (int i = 0; i < 200; i++) {
            assertThat(as("guess" + i).statusCode()).isEqualTo(401);
        }

        assertThat(as(TestTokens.token(TestTokens.newAccountId(), "patient")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCrowdAtOneServiceIsRefusedAndTakesNothingFromTheOthers() throws Exception {
        var open = new CountDownLatch(1);
        CONSENT.answers(
                exchange -> {
                    await(open);
                    exchange.sendResponseHeaders(204, -1);
                });
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> crowd =
                    IntStream.range(0, CONCURRENCY)
                            .mapToObj(_ -> callers.submit(() -> get("/api/v1/purposes")))
                            .toList();
            Awaitility.await().until(() -> CONSENT.seen().size() == CONCURRENCY);

            var refused = get("/api/v1/purposes");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("Nothing was done: too much");
            assertThat(header(refused, "Retry-After")).isNotEmpty();
            assertThat(get("/api/v1/audit/events").statusCode()).isEqualTo(200);
            open.countDown();
            for (var one : crowd) {
                assertThat(one.get().statusCode()).isEqualTo(204);
            }
        }
        assertThat(CONSENT.seen()).hasSize(CONCURRENCY);
        assertThat(get("/api/v1/purposes").statusCode()).isEqualTo(204);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
