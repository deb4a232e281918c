package com.sanocrm.identity.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class PrivacyRequestTest {
    private final Clients clients;

    @Autowired
    PrivacyRequestTest(Clients clients) {
        this.clients = clients;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    @Test
    void aRequestIsDueByLawAndASecondOneForTheSameIsTheFirst() {
        String account = clients.newPatient();

        Answer made = make(account, "access");
        Answer again = make(account, "access");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.text("law")).contains("45 of 2021");
        assertThat(Instant.parse(made.text("dueAt")))
                .isEqualTo(Instant.parse(made.text("receivedAt")).plus(Duration.ofDays(30)));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("requestId")).isEqualTo(made.text("requestId"));
        assertThat(make(account, "correction").status()).isEqualTo(201);
        assertThat(clients.get("/privacy-requests", token(account)).body().path("items"))
                .hasSize(2);
    }

    @Test
    @Promise("P-31")
    void aRequestIsRefusedOnlyByALegalGroundAndSomebodyElseDecidesOnTheAppeal() {
        String account = clients.newPatient();
        String path = "/privacy-requests/" + make(account, "deletion").text("requestId");
        String first = TestTokens.token(TestTokens.newAccountId(), "support");
        String second = TestTokens.token(TestTokens.newAccountId(), "compliance");

        Answer groundless =
                clients.post(
                        path + "/decision",
                        first,
                        clients.object(Map.of("decision", "denied", "reason", "no")));
        assertThat(groundless.status()).isEqualTo(422);
        assertThat(groundless.text("type")).isEqualTo("/problems/legal-ground-required");
        var denial =
                clients.object(
                        Map.of(
                                "decision",
                                "denied",
                                "reason",
                                "A lawsuit is pending.",
                                "legalGround",
                                "legal-claims"));
        assertThat(clients.post(path + "/decision", first, denial).status()).isEqualTo(200);
        assertThat(
                        clients.get("/privacy-requests?status=denied", second)
                                .body()
                                .path("items")
                                .findValuesAsString("requestId"))
                .contains(path.substring(path.lastIndexOf('/') + 1));
        Answer told = clients.get(path, token(account));
        assertThat(told.text("status")).isEqualTo("denied");
        assertThat(told.body().path("timeline").get(1).path("reason").asString(""))
                .isEqualTo("A lawsuit is pending.");

        var appeal = clients.object(Map.of("details", "It is over."));
        assertThat(clients.post(path + "/appeal", token(account), appeal).status()).isEqualTo(200);
        var approval = clients.object(Map.of("decision", "approved", "reason", "It is over."));
        assertThat(clients.post(path + "/decision", first, approval).text("type"))
                .isEqualTo("/problems/somebody-else-decides");
        Answer approved = clients.post(path + "/decision", second, approval);

        assertThat(approved.status()).as(approved.body().toString()).isEqualTo(200);
        assertThat(approved.text("erasureId")).startsWith("ers_");
        assertThat(clients.get("/erasures/" + approved.text("erasureId"), second).status())
                .isEqualTo(200);
        assertThat(clients.get("/accounts/me", token(account)).status()).isEqualTo(404);
    }

    @Test
    void aRequestIsNobodyElses() {
        String account = clients.newPatient();
        String path = "/privacy-requests/" + make(account, "restriction").text("requestId");
        String stranger = token(TestTokens.newAccountId());

        assertThat(clients.get(path, stranger).status()).isEqualTo(404);
        assertThat(clients.get(path, Clients.operator()).status()).isEqualTo(404);
        assertThat(clients.post(path + "/appeal", stranger, clients.object(Map.of())).status())
                .isEqualTo(404);
        assertThat(
                        clients.post(
                                        path + "/decision",
                                        stranger,
                                        clients.object(
                                                Map.of("decision", "approved", "reason", "x")))
                                .status())
                .isEqualTo(403);
    }

    private Answer make(String account, String type) {
        return clients.post(
                "/privacy-requests",
                token(account),
                clients.object(Map.of("type", type, "details", "Please")));
    }

    private static String token(String account) {
        return TestTokens.token(account, "patient");
    }
}
