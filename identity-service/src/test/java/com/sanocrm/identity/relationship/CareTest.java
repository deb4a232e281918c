package com.sanocrm.identity.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Topic;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@IdentityTest
class CareTest {
    private final Clients clients;
    private String partner = "";

    @Autowired
    CareTest(Clients clients) {
        this.clients = clients;
    }

    @BeforeEach
    void thereIsAPartner() {
        clients.publishPolicy();
        partner = clients.openPartner().text("partnerId");
    }

    private JsonNode team(String... clinicians) {
        return clients.object(Map.of("clinicianIds", List.of(clinicians)));
    }

    private String path(String patient) {
        return "/partners/" + partner + "/care-relationships/" + patient;
    }

    @Test
    @Promise("P-01")
    void aPartnerRegistersAPatientAndTheRelationshipIsOpen() {
        String clinician = clients.newClinician(partner);
        var form = clients.form(Clients.newEmail());
        form.putArray("clinicianIds").add(clinician);

        Answer answer =
                clients.post(
                        "/partners/" + partner + "/registrations", Clients.admin(partner), form);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        String patient = answer.text("accountId");
        assertThat(
                        TopicReader.await(
                                        Topic.Name.CARE_RELATIONSHIPS,
                                        1,
                                        event -> event.value().contains(patient))
                                .getFirst()
                                .value())
                .contains(clinician, partner, "\"active\"");
        Answer seen = clients.get("/accounts/" + patient, clinicianToken(clinician));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("registeredThrough")).isEqualTo(partner);
    }

    @Test
    @Promise({"P-05", "P-34"})
    void onlyWhoCaresForAPatientSeesThemAndARefusalIsRecorded() {
        String patient = clients.newPatient();
        String clinician = clients.newClinician(partner);
        String token = clinicianToken(clinician);

        assertThat(clients.get("/accounts/" + patient, token).status()).isEqualTo(404);
        Answer opened = clients.put(path(patient), Clients.admin(partner), team(clinician));
        assertThat(opened.status()).isEqualTo(201);
        Answer seen = clients.get("/accounts/" + patient, token);
        Answer ended = clients.delete(path(patient), Clients.admin(partner));
        assertThat(ended.status()).isEqualTo(204);
        assertThat(clients.get("/accounts/" + patient, token).status()).isEqualTo(404);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("familyName")).isEqualTo("Hassan-Canary");
        assertThat(seen.text("socialSecurityNumber")).isEqualTo("***-**-****");
        var records =
                TopicReader.await(
                        Topic.Name.AUDIT_EVENTS,
                        3,
                        event ->
                                event.value().contains("account.view")
                                        && event.value().contains(clinician));
        assertThat(records)
                .extracting(event -> event.value().contains("\"refused\""))
                .containsExactlyInAnyOrder(true, false, true);
    }

    @Test
    void aRelationshipCanBeGivenOtherClinicians() {
        String patient = clients.newPatient();
        Answer opened = clients.put(path(patient), Clients.admin(partner), team());

        Answer changed =
                clients.put(
                        path(patient), Clients.admin(partner), team(clients.newClinician(partner)));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("relationshipId")).isEqualTo(opened.text("relationshipId"));
        assertThat(changed.body().path("clinicianIds").size()).isEqualTo(1);
    }

    @Test
    @Promise("P-05")
    void nobodyElsesStaffOrPatientsCanBeNamed() {
        String other = clients.openPartner().text("partnerId");
        String patient = clients.newPatient();
        String foreign = clients.newClinician(other);

        assertThat(clients.put(path(patient), Clients.admin(partner), team(foreign)).status())
                .isEqualTo(422);
        assertThat(clients.put(path(patient), Clients.admin(partner), team(patient)).status())
                .isEqualTo(422);
        assertThat(clients.put(path(foreign), Clients.admin(partner), team()).status())
                .isEqualTo(404);
        assertThat(clients.put(path(patient), Clients.admin(other), team()).status())
                .isEqualTo(404);
        assertThat(
                        clients.put(path(TestTokens.newAccountId()), Clients.admin(partner), team())
                                .status())
                .isEqualTo(404);
    }

    @Test
    void aPersonCorrectsWhatTheySaw() {
        String patient = clients.newPatient();
        String token = TestTokens.token(patient, "patient");
        Answer mine = clients.get("/accounts/me", token);
        String seen = Objects.requireNonNull(mine.etag());
        var corrections =
                clients.object(
                        Map.of(
                                "phone",
                                "+97142223333",
                                "address",
                                Map.of(
                                        "line1", "1 Beach Rd",
                                        "city", "Dubai",
                                        "region", "AE-DU",
                                        "country", "AE")));

        Answer corrected = clients.patch("/accounts/me", token, corrections, seen);

        assertThat(corrected.status()).as(corrected.body().toString()).isEqualTo(200);
        assertThat(corrected.text("phone")).isEqualTo("+97142223333");
        assertThat(corrected.text("givenName")).isEqualTo("Fatima-Canary");
        assertThat(clients.patch("/accounts/me", token, corrections, seen).status()).isEqualTo(412);
        assertThat(
                        TopicReader.await(
                                        Topic.Name.ACCOUNTS,
                                        1,
                                        event ->
                                                event.key().equals(patient)
                                                        && event.value().contains("AE-DU"))
                                .getFirst()
                                .value())
                .doesNotContain("Beach", "Dubai");
    }

    @Test
    @Promise("P-40")
    void aMoveAbroadNeedsConsentToo() {
        String patient = clients.newPatient();
        String token = TestTokens.token(patient, "patient");
        String seen = Objects.requireNonNull(clients.get("/accounts/me", token).etag());

        Answer refused =
                clients.patch(
                        "/accounts/me",
                        token,
                        clients.object(
                                Map.of(
                                        "address",
                                        Map.of(
                                                "line1", "1 Main St",
                                                "city", "Boston",
                                                "country", "US"))),
                        seen);

        assertThat(refused.text("type")).isEqualTo("/problems/transfer-consent-required");
    }

    @Test
    void supportSeesAnAccountAndAnalystsDoNot() {
        String patient = clients.newPatient();

        assertThat(
                        clients.get(
                                        "/accounts/" + patient,
                                        TestTokens.token(TestTokens.newAccountId(), "support"))
                                .status())
                .isEqualTo(200);
        assertThat(
                        clients.get(
                                        "/accounts/" + patient,
                                        TestTokens.token(TestTokens.newAccountId(), "analyst"))
                                .status())
                .isEqualTo(403);
    }

    private String clinicianToken(String clinician) {
        return TestTokens.staffToken(clinician, partner, "clinician");
    }
}
