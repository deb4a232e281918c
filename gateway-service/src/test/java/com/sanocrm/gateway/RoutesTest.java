package com.sanocrm.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest extends RunningGateway {

    @ParameterizedTest
    @CsvSource({
        "/registrations, 0",
        "/partners/par_1/care-relationships/acc_1, 0",
        "/accounts/me, 0",
        "/accounts/me/disclosuresx, 0",
        "/accounts/me/disclosures, 4",
        "/audit/log/checkpoint, 4",
        "/erasures/1, 0",
        "/privacy-requests, 0",
        "/purposes, 3",
        "/policies/current, 3",
        "/consents/me, 3",
        "/consent-decisions/batch, 3",
        "/recipients/rec_1/contract, 3",
        "/legal-cases/lgc_1/closing, 4",
        "/disclosures, 3",
        "/unsubscribe/abc, 3",
        "/newsletter/confirmations/abc, 3",
        "/analytics/metrics, 5",
        "/telemetry/beacon/abc.gif, 5",
        "/retention/identity-service/rules, 0",
        "/retention/consent-service/preview, 3",
        "/retention/audit-service/rules, 4",
        "/retention/analytics-service/rules, 5"
    })
    void aPathIsAnsweredByItsService(String path, int service) {
        var answer = get("/api/v1" + path + "?limit=2&q=a%20b");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(services()[service].last().uri())
                .isEqualTo("/api/v1" + path + "?limit=2&q=a%20b");
    }

    @ParameterizedTest
    @CsvSource({
        "/conversations",
        "/messages/stream",
        "/templates",
        "/automation-rules",
        "/mail-templates",
        "/service-mails",
        "/campaigns",
        "/surveys"
    })
    void messagingAnswersWhatIsSaid(String path) {
        assertThat(get("/api/v1" + path).statusCode()).isEqualTo(200);
        assertThat(MESSAGING.seen().size() + MESSAGING_2.seen().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/nowhere, 404",
        "/api/v1/accountsx, 404",
        "/api/v2/accounts, 404",
        "/v3/api-docs/nobody, 404",
        "/api/v1/accounts/../audit/events, 400",
        "/api/v1/accounts/%2e%2e/audit/events, 400",
        "/api/v1/accounts%2f..%2faudit, 400",
        "/api/v1/accounts;v=1, 400",
        "//api/v1/accounts, 400"
    })
    void whatHasNoRouteReachesNobody(String path, int status) {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        for (Upstream service : services()) {
            assertThat(service.seen()).isEmpty();
        }
    }

    @Test
    void replicasTakeTurns() {
        for (int i = 0; i < 10; i++) {
            get("/api/v1/conversations");
        }

        assertThat(MESSAGING.seen()).hasSize(5);
        assertThat(MESSAGING_2.seen()).hasSize(5);
    }

    @Test
    void aPostThatCouldNotBeSentGoesToTheOtherReplica() {
        MESSAGING.stop();

        for (int i = 0; i < 8; i++) {
            var answer =
                    send(
                            to("/api/v1/conversations")
                                    .POST(BodyPublishers.ofString("{\"n\":" + i + "}")));
            assertThat(answer.statusCode()).isEqualTo(200);
        }

        assertThat(MESSAGING_2.seen())
                .extracting(Upstream.Seen::body)
                .containsExactlyElementsOf(
                        List.of(0, 1, 2, 3, 4, 5, 6, 7).stream()
                                .map(i -> "{\"n\":" + i + "}")
                                .toList());
    }

    @Test
    void aPostThatWasSentIsNotRepeatedWithoutAnIdempotencyKey() {
        MESSAGING.answers(exchange -> {});
        MESSAGING_2.answers(exchange -> {});

        var answer = send(to("/api/v1/conversations").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isNotEmpty();
        assertThat(answer.body()).contains("/problems/unavailable", "not known");
        assertThat(MESSAGING.seen().size() + MESSAGING_2.seen().size()).isEqualTo(1);
    }

    @Test
    void aPostWithAnIdempotencyKeyIsRepeatedAtTheOtherReplica() {
        MESSAGING.answers(exchange -> {});
        MESSAGING_2.answers(exchange -> {});

        var answer =
                send(
                        to("/api/v1/conversations")
                                .header("Idempotency-Key", "k-1")
                                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(MESSAGING.seen()).hasSize(1);
        assertThat(MESSAGING_2.seen()).hasSize(1);
        assertThat(MESSAGING_2.last().body()).isEqualTo("{}");
    }

    @Test
    void aServiceThatIsAwayIsSaidToBeAwayAndIsAskedAgainWhenItIsBack() {
        AUDIT.stop();

        for (int i = 0; i < 12; i++) {
            var answer = get("/api/v1/audit/events");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(header(answer, "Retry-After")).isNotEmpty();
            assertThat(answer.body()).contains("/problems/unavailable");
        }
        AUDIT.reset();

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/audit/events").statusCode() == 200);
        assertThat(get("/api/v1/purposes").statusCode()).isEqualTo(200);
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIsLeftAlone() {
        var never = new CountDownLatch(1);
        ANALYTICS.answers(exchange -> await(never));

        for (int i = 0; i < 5; i++) {
            assertThat(get("/api/v1/analytics/metrics").statusCode()).isEqualTo(503);
        }
        int asked = ANALYTICS.seen().size();
        var refused = get("/api/v1/analytics/metrics");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(ANALYTICS.seen()).as("the circuit is open").hasSize(asked);
        never.countDown();
        ANALYTICS.reset();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/analytics/metrics").statusCode() == 200);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServicesOwnErrorsPassAndOpenNoCircuit() {
        CONSENT.answers(
                exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "9");
                    exchange.sendResponseHeaders(503, -1);
                });

        for (int i = 0; i < 12; i++) {
            var answer = get("/api/v1/purposes");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(header(answer, "Retry-After")).isEqualTo("9");
        }

        assertThat(CONSENT.seen()).hasSize(12);
    }

    @Test
    void anEventStreamArrivesEventByEventAndOutlivesTheTimeLimit() throws Exception {
        var secondEvent = new CountDownLatch(1);
        MESSAGING.answers(exchange -> stream(exchange, secondEvent));
        MESSAGING_2.answers(exchange -> stream(exchange, secondEvent));

        var answer =
                send(
                        to("/api/v1/messages/stream")
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", "41"),
                        BodyHandlers.ofInputStream());

        try (var body = answer.body()) {
            byte[] first = body.readNBytes("data: 1\n\n".length());
            assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo("data: 1\n\n");
            Awaitility.await().pollDelay(Duration.ofMillis(900)).until(() -> true);
            secondEvent.countDown();
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("data: 2\n\n");
        }
        assertThat(header(answer, "Content-Type")).isEqualTo("text/event-stream");
    }

    private static void stream(
            com.sun.net.httpserver.HttpExchange exchange, CountDownLatch secondEvent)
            throws java.io.IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        await(secondEvent);
        exchange.getResponseBody().write("data: 2\n\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void methodsAndBodiesPassAsTheyAre() {
        HttpRequest.Builder patch =
                to("/api/v1/accounts/me")
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", "\"7\"")
                        .method("PATCH", BodyPublishers.ofString("{\"phone\":null}"));

        var answer = send(patch);

        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(header(answer, "ETag")).isEqualTo("\"7\"");
        assertThat(IDENTITY.last().method()).isEqualTo("PATCH");
        assertThat(IDENTITY.last().header("If-Match")).isEqualTo("\"7\"");
        assertThat(IDENTITY.last().body()).isEqualTo("{\"phone\":null}");
    }

    @Test
    void aServiceThatDiesBeforeItsFirstBytesLeftIsAway() {
        AUDIT.answers(
                exchange -> {
                    exchange.getResponseHeaders().set("ETag", "\"7\"");
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                });

        var answer = get("/api/v1/audit/events");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("/problems/unavailable", "not known");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(header(answer, "Content-Security-Policy")).isNotEmpty();
    }

    @Test
    void aPartOfAnAnswerIsNeverTakenForTheWhole() {
        AUDIT.answers(
                exchange -> {
                    exchange.sendResponseHeaders(200, 1_000_000);
                    exchange.getResponseBody().write(new byte[500_000]);
                });

        assertThatThrownBy(() -> get("/api/v1/audit/events"))
                .isInstanceOf(java.io.UncheckedIOException.class)
                .rootCause()
                .isNotInstanceOf(java.net.http.HttpTimeoutException.class);
    }

    @Test
    void headIsAnsweredWithoutABody() {
        var answer = send(to("/api/v1/purposes").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "ETag")).isEqualTo("\"7\"");
        assertThat(CONSENT.last().method()).isEqualTo("HEAD");
    }

    @Test
    void aOneClickFormPassesAsItIs() {
        send(
                to("/api/v1/unsubscribe/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")));

        assertThat(CONSENT.last().body()).isEqualTo("List-Unsubscribe=One-Click");
    }
}
