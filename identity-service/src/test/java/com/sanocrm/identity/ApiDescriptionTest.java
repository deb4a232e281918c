package com.sanocrm.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IdentityTest
class ApiDescriptionTest {
    private final JsonMapper json;

    @Autowired
    ApiDescriptionTest(JsonMapper json) {
        this.json = json;
    }

    @Test
    void theDescriptionHoldsWhatClientsSendAndNothingElse(@Value("${local.server.port}") int port)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
                        .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode paths = json.readTree(answer.body()).path("paths");
        assertThat(paths.propertyNames())
                .contains("/api/v1/registrations", "/api/v1/accounts/me", "/api/v1/partners");
        var parameters = new ArrayList<String>();
        paths.findValues("parameters")
                .forEach(list -> list.forEach(one -> parameters.add(described(one))));
        assertThat(parameters)
                .contains("path accountId string", "header Idempotency-Key string")
                .allMatch(one -> one.endsWith(" string") || one.endsWith(" integer"))
                .noneMatch(one -> one.contains("caller") || one.contains("page"));
        assertThat(answer.body()).contains("\"partner-admin\"").doesNotContain("PARTNER_ADMIN");
    }

    private static String described(JsonNode parameter) {
        return parameter.path("in").asString("")
                + " "
                + parameter.path("name").asString("")
                + " "
                + parameter.path("schema").path("type").asString("");
    }
}
