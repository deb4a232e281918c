package com.sanocrm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest extends RunningGateway {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Prefix",
                "X-Forwarded-Client-Cert",
                "Forwarded",
                "X-Real-IP",
                "X-User",
                "X-User-Id",
                "X-UserRoles",
                "X-Account-Id",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-HTTP-Method-Override",
                "X-SSL-Client-S-DN",
                "Via",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Proxy-Authorization",
                "Proxy-Connection",
                "Cookie",
                "b3",
                "X-B3-TraceId",
                "baggage"
            })
    void aClientCannotSayWhoItIsByAHeader(String name) {
        var answer = send(to("/api/v1/purposes").header(name, "1"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(CONSENT.last().headers().keySet())
                .noneMatch(header -> header.equalsIgnoreCase(name));
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-GPC, 1",
        "DNT, 1",
        "Idempotency-Key, abc",
        "Last-Event-ID, 12",
        "If-None-Match, \"x\"",
        "Accept, text/csv",
        "Accept-Language, ar"
    })
    @Promise("P-18")
    void privacySignalsAndConditionsPass(String name, String value) {
        send(to("/api/v1/purposes").header(name, value));

        assertThat(CONSENT.last().header(name)).isEqualTo(value);
    }

    @Test
    void aTraceIsPassedOnAndAnswered() {
        var answer =
                send(
                        to("/api/v1/purposes")
                                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));

        assertThat(CONSENT.last().header("traceparent")).startsWith("00-" + TRACE + "-");
        assertThat(answer.headers().allValues("traceparent"))
                .singleElement()
                .asString()
                .startsWith("00-" + TRACE + "-");
    }

    @Test
    void aTraceBeginsHereWhenTheClientHasNone() {
        var answer = get("/api/v1/purposes");

        String passed = CONSENT.last().header("traceparent");
        assertThat(passed).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
        assertThat(header(answer, "traceparent").substring(3, 35))
                .isEqualTo(passed.substring(3, 35));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/purposes",
                "/api/v1/nowhere",
                "/api/v1/accounts;x",
                "/",
                "/docs",
                "/.well-known/gpc.json"
            })
    void everyAnswerIsHardenedAndTellsNothingOfItsMaker(String path) {
        var answer = get(path);

        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "traceparent")).isNotEmpty();
        assertThat(answer.headers().map())
                .doesNotContainKeys("server", "x-powered-by", "strict-transport-security");
    }

    @Test
    void answersOfTheApiAreNotStored() {
        assertThat(get("/api/v1/purposes").headers().allValues("Cache-Control"))
                .containsExactly("no-store");
    }

    /** What never changes and is for who asked alone, such as full tiles of the audit log. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=31536000, private, immutable | max-age=31536000, private, immutable",
                "max-age=31536000, public, immutable | no-store",
                "no-cache, private | no-store",
                "max-age=60, private | no-store"
            })
    @Promise("P-35")
    void onlyWhatNeverChangesMayBeStoredByWhoAskedForIt(String said, String answered) {
        AUDIT.answers(
                exchange -> {
                    exchange.getResponseHeaders().set("Cache-Control", said);
                    exchange.sendResponseHeaders(200, -1);
                });

        assertThat(get("/api/v1/audit/log/tile/0/000").headers().allValues("Cache-Control"))
                .containsExactly(answered);
    }

    @Test
    void aServicesPageKeepsItsOwnPolicy() {
        CONSENT.answers(
                exchange -> {
                    exchange.getResponseHeaders()
                            .set("Content-Security-Policy", "default-src 'none'; style-src 'self'");
                    exchange.getResponseHeaders().set("Set-Cookie", "a=b");
                    exchange.sendResponseHeaders(200, -1);
                });

        var answer = get("/api/v1/unsubscribe/abc");

        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; style-src 'self'");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }
}
