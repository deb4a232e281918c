package com.sanocrm.identity.partner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Topic;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeycloak;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class PartnerTest {
    private final Clients clients;

    @Autowired
    PartnerTest(Clients clients) {
        this.clients = clients;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    @Test
    @Promise("P-11")
    void aPartnersSoftwareLogsInWithTheSecretThatTheOperatorGot() throws Exception {
        Answer partner = clients.openPartner();

        assertThat(partner.status()).as(partner.body().toString()).isEqualTo(201);
        var login =
                TestKeycloak.logIn(
                        partner.text("clientId"), partner.text("clientSecret").toCharArray());
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        var claims = clients.claims(login);
        assertThat(claims.getStringClaim("partner_id")).isEqualTo(partner.text("partnerId"));
        assertThat(claims.getStringClaim("account_id")).startsWith("acc_");
        assertThat(claims.getAudience()).contains("sano-platform");
        assertThat(claims.getJSONObjectClaim("realm_access").toString()).contains("partner-system");
        assertThat(
                        TopicReader.await(
                                        Topic.Name.PARTNERS,
                                        1,
                                        event -> event.key().equals(partner.text("partnerId")))
                                .getFirst()
                                .value())
                .contains("\"active\"")
                .doesNotContain("Amal");
    }

    @Test
    @Promise("P-38")
    void thereIsNoPartnerWithoutAnAgreement() {
        var asked = clients.partner("Clinic");
        asked.remove("businessAssociateAgreement");

        Answer answer = clients.post("/partners", Clients.operator(), asked);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("type")).isEqualTo("/problems/agreement-required");
    }

    @Test
    void aRepeatWithTheSameKeyGivesTheFirstAnswerAgain() {
        String operator = Clients.operator();
        String key = UUID.randomUUID().toString();
        String email = Clients.newEmail();
        var asked = clients.partner("Clinic");
        asked.set(
                "administrator",
                clients.object(
                        Map.of(
                                "email",
                                email,
                                "givenName",
                                "Noor",
                                "familyName",
                                "Ali",
                                "password",
                                Clients.PASSWORD)));
        Answer first = clients.post("/partners", operator, asked, key);

        Answer again = clients.post("/partners", operator, asked, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again).isEqualTo(first);
        var login = TestKeycloak.logIn(email, Clients.PASSWORD);
        assertThat(clients.claims(login).getClaim("partner_id")).isEqualTo(first.text("partnerId"));
    }

    @Test
    void whileKeycloakIsAwayThereIsNoPartnerAndARepeatGoesOn() {
        String operator = Clients.operator();
        String key = UUID.randomUUID().toString();
        var asked = clients.partner("Clinic");
        TestKeycloak.hang();
        try {
            assertThat(clients.post("/partners", operator, asked, key).status()).isEqualTo(503);
        } finally {
            TestKeycloak.goOn();
        }

        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> clients.post("/partners", operator, asked, key).status() == 201);
    }

    @Test
    @Promise("P-05")
    void anotherPartnersStaffIsNotThere() {
        String partner = clients.openPartner().text("partnerId");
        String other = clients.openPartner().text("partnerId");
        var clinician =
                clients.object(
                        Map.of("email", Clients.newEmail(), "givenName", "O", "familyName", "S"));

        Answer foreign =
                clients.post(
                        "/partners/" + partner + "/clinicians", Clients.admin(other), clinician);
        Answer none =
                clients.post(
                        "/partners/par_" + UUID.randomUUID() + "/clinicians",
                        Clients.admin(other),
                        clinician);

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text("type")).isEqualTo(none.text("type"));
        assertThat(foreign.text("detail")).isEqualTo(none.text("detail"));
    }

    @Test
    void anInvitedClinicianMustChooseAPassword() {
        String partner = clients.openPartner().text("partnerId");

        Answer answer =
                clients.post(
                        "/partners/" + partner + "/clinicians",
                        Clients.admin(partner),
                        clients.object(
                                Map.of(
                                        "email", Clients.newEmail(),
                                        "givenName", "Omar",
                                        "familyName", "Said")));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("active");
    }

    @Test
    void onlyOperatorsOpenPartners() {
        String patient = TestTokens.token(TestTokens.newAccountId(), "patient");

        assertThat(clients.post("/partners", patient, clients.partner("Clinic")).status())
                .isEqualTo(403);
        assertThat(clients.post("/partners", null, clients.partner("Clinic")).status())
                .isEqualTo(401);
    }
}
