package com.sanocrm.identity.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeycloak;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** With the agreement ends the flow of data; patients keep theirs. */
@IdentityTest
class AgreementTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Clients clients;

    @Autowired
    AgreementTest(Clients clients) {
        this.clients = clients;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    private static int logIn(Answer partner) {
        return TestKeycloak.logIn(
                        partner.text("clientId"), partner.text("clientSecret").toCharArray())
                .statusCode();
    }

    @Test
    @Promise("P-38")
    void whenTheAgreementEndsTokensRegistrationsAndViewsEndAndThePatientKeepsTheirs() {
        Answer partner = clients.openPartner();
        String id = partner.text("partnerId");
        String admin = Clients.admin(id);
        String email = Clients.newEmail();
        String staff = staff(id, admin, email);
        var form = clients.form(Clients.newEmail());
        form.putArray("clinicianIds").add(staff);
        String patient =
                clients.post("/partners/" + id + "/registrations", admin, form).text("accountId");
        String clinician = TestTokens.staffToken(staff, id, "clinician");
        assertThat(clients.get("/accounts/" + patient, clinician).status()).isEqualTo(200);
        assertThat(logIn(partner)).isEqualTo(200);

        Answer ended = clients.endAgreement(id);

        assertThat(ended.status()).as(ended.body().toString()).isEqualTo(200);
        assertThat(clients.get("/accounts/" + patient, clinician).status()).isEqualTo(404);
        Answer refused =
                clients.post(
                        "/partners/" + id + "/registrations",
                        admin,
                        clients.form(Clients.newEmail()));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("/problems/agreement-ended");
        await().atMost(PATIENCE).until(() -> logIn(partner) != 200);
        await().atMost(PATIENCE)
                .until(() -> TestKeycloak.logIn(email, Clients.PASSWORD).statusCode() != 200);
        assertThat(
                        TopicReader.await(Topic.Name.PARTNERS, 2, event -> event.key().equals(id))
                                .getLast()
                                .value())
                .contains("\"suspended\"");
        assertThat(clients.get("/accounts/me", TestTokens.token(patient, "patient")).status())
                .isEqualTo(200);

        Answer renewed =
                clients.put(
                        "/partners/" + id + "/business-associate-agreement",
                        Clients.operator(),
                        clients.object(
                                Map.of(
                                        "signedOn",
                                        "2026-11-01",
                                        "signatory",
                                        "Dr. Amal",
                                        "endsOn",
                                        "2099-12-31",
                                        "documentSha256",
                                        "ab".repeat(32))));

        assertThat(renewed.text("status")).isEqualTo("active");
        await().atMost(PATIENCE).until(() -> logIn(partner) == 200);
        await().atMost(PATIENCE)
                .until(() -> TestKeycloak.logIn(email, Clients.PASSWORD).statusCode() == 200);
        assertThat(clients.get("/accounts/" + patient, clinician).status()).isEqualTo(200);
    }

    private String staff(String partner, String admin, String email) {
        return clients.post(
                        "/partners/" + partner + "/clinicians",
                        admin,
                        clients.object(
                                Map.of(
                                        "email",
                                        email,
                                        "givenName",
                                        "Omar",
                                        "familyName",
                                        "Said",
                                        "password",
                                        Clients.PASSWORD)))
                .text("accountId");
    }

    @Test
    @Promise("P-11")
    void keysChangeWithoutAMomentInWhichNoneIsGood() {
        Answer partner = clients.openPartner();
        String path = "/partners/" + partner.text("partnerId") + "/system-clients";
        String admin = Clients.admin(partner.text("partnerId"));

        Answer next = clients.post(path, admin, clients.object(Map.of()));

        assertThat(next.status()).as(next.body().toString()).isEqualTo(201);
        assertThat(logIn(partner)).isEqualTo(200);
        var login =
                TestKeycloak.logIn(next.text("clientId"), next.text("clientSecret").toCharArray());
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        assertThat(clients.claims(login).getClaim("partner_id"))
                .isEqualTo(partner.text("partnerId"));
        assertThat(clients.delete(path + "/" + partner.text("clientId"), admin).status())
                .isEqualTo(204);
        assertThat(logIn(partner)).isNotEqualTo(200);
        assertThat(logIn(next)).isEqualTo(200);
        assertThat(clients.get(path, admin).body().path("clientIds").toString())
                .isEqualTo("[\"" + next.text("clientId") + "\"]");
        assertThat(clients.delete(path + "/" + next.text("clientId"), admin).status())
                .as("the last one")
                .isEqualTo(409);
    }

    @Test
    @Promise("P-05")
    void anotherPartnersClientsAreNotThere() {
        String partner = clients.openPartner().text("partnerId");
        String other = clients.openPartner().text("partnerId");
        String foreign = "/partners/" + partner + "/system-clients";

        assertThat(clients.get(foreign, Clients.admin(other)).status()).isEqualTo(404);
        assertThat(clients.delete(foreign + "/" + partner, Clients.admin(other)).status())
                .isEqualTo(404);
        assertThat(
                        clients.delete(
                                        "/partners/" + other + "/system-clients/" + partner,
                                        Clients.admin(other))
                                .status())
                .isEqualTo(404);
    }
}
