package com.sanocrm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest extends RunningGateway {

    @ParameterizedTest
    @CsvSource({"'en-GB,en;q=0.9', ltr", "'ar-AE,ar;q=0.9,en;q=0.5', rtl", "';;;', ltr"})
    void theFrontPageSpeaksTheVisitorsLanguage(String languages, String direction) {
        var answer = send(to("/").header("Accept-Language", languages));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("dir=\"" + direction + "\"", "href=\"/docs\"", "http://localhost:9025")
                .doesNotContain("<script", "style=");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"/landing.css, text/css", "/mark.svg, image/svg+xml"})
    void itsPartsAreServed(String path, String type) {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith(type);
    }

    @Test
    void globalPrivacyControlIsDeclared() {
        var answer = get("/.well-known/gpc.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).contains("\"gpc\": true", "lastUpdate");
    }

    @Test
    void theApisDescriptionsAreServedTogether() {
        ANALYTICS.answers(
                exchange -> {
                    byte[] body = "{\"openapi\":\"3.1.0\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                });

        assertThat(get("/v3/api-docs/analytics").body()).isEqualTo("{\"openapi\":\"3.1.0\"}");
        assertThat(ANALYTICS.last().uri()).isEqualTo("/v3/api-docs");
        assertThat(get("/v3/api-docs/swagger-config").body())
                .contains("/v3/api-docs/identity", "/v3/api-docs/analytics");
    }

    @Test
    void theDocumentationsPageLoadsOnlyFromHere() {
        var redirect = get("/docs");
        assertThat(redirect.statusCode()).isEqualTo(302);

        var page = get(header(redirect, "Location"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui").doesNotContain("https://");
        assertThat(header(page, "Content-Security-Policy")).contains("script-src 'self';");
    }
}
