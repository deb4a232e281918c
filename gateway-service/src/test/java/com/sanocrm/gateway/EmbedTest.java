package com.sanocrm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registration form on partners' sites, as the gateway passes it. */
class EmbedTest extends RunningGateway {
    private static final String FORM = "/embed/par_1/form?lang=ar";

    @Test
    @Promise("P-10")
    void theFormMayBeShownWhereItsPolicySaysAndNothingElseMay() {
        IDENTITY.answers(
                exchange -> {
                    byte[] body = "<!doctype html>".getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
                    exchange.getResponseHeaders()
                            .set(
                                    "Content-Security-Policy",
                                    "default-src 'none'; frame-ancestors https://clinic.example");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                });

        var form = send(to(FORM));
        var front = get("/");

        assertThat(IDENTITY.last().uri()).isEqualTo(FORM);
        assertThat(form.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors https://clinic.example");
        assertThat(form.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(header(form, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(header(form, "Set-Cookie")).isEmpty();
        assertThat(header(front, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(front, "Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @Test
    @Promise({"P-10", "P-13"})
    void ofThePageAroundTheFormOnlyTheOriginIsPassedOn() {
        send(
                to(FORM).header(
                                "Referer",
                                "https://clinic.example:8443/oncology/join?patient=77#top"));
        assertThat(IDENTITY.last().header("Referer")).isEqualTo("https://clinic.example:8443");

        send(to("/api/v1/registrations").header("Referer", "https://clinic.example/"));
        assertThat(IDENTITY.last().header("Referer")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost:9081",
                "https://localhost:9080",
                "http://localhost.evil.example:9080",
                "null"
            })
    @Promise("P-10")
    void aRegistrationFromAPageOfAnotherOriginGoesNoFurther(String origin) {
        var refused =
                send(
                        to("/api/v1/registrations")
                                .header("Origin", origin)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"email\":\"canary@example.com\"}")));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("/problems/origin-not-allowed");
        assertThat(IDENTITY.seen()).isEmpty();
    }

    @Test
    @Promise("P-10")
    void aRegistrationFromTheFormPasses() {
        var passed =
                send(
                        to("/api/v1/registrations")
                                .header("Origin", "http://localhost:9080")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")));

        assertThat(passed.statusCode()).isEqualTo(200);
        assertThat(IDENTITY.seen()).hasSize(1);
    }
}
