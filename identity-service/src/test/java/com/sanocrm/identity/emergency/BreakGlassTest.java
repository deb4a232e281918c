package com.sanocrm.identity.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Topic;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** No audit-service runs here: none of this needs it. */
@IdentityTest
class BreakGlassTest {
    private final Clients clients;
    private final MeterRegistry meters;
    private final String why = "Unconscious-Canary-" + UUID.randomUUID();
    private final String officer = TestTokens.token(TestTokens.newAccountId(), "compliance");
    private String patient = "";
    private String clinician = "";

    @Autowired
    BreakGlassTest(Clients clients, MeterRegistry meters) {
        this.clients = clients;
        this.meters = meters;
    }

    @BeforeEach
    void thereIsAPatientAndAClinicianOfNobody() {
        clients.publishPolicy();
        patient = clients.newPatient();
        clinician = clinicianOfANewPartner();
    }

    private String clinicianOfANewPartner() {
        String partner = clients.openPartner().text("partnerId");
        return TestTokens.staffToken(clients.newClinician(partner), partner, "clinician");
    }

    private Answer open(String token, String justification) {
        return clients.get(
                "/accounts/"
                        + patient
                        + "?purposeOfUse=emergency&justification="
                        + URLEncoder.encode(justification, StandardCharsets.UTF_8),
                token);
    }

    private Answer view(String token, String query) {
        return clients.get("/accounts/" + patient + query, token);
    }

    private List<JsonNode> listed(String status) {
        Answer answer = clients.get("/emergency-accesses?limit=100&status=" + status, officer);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("items").values().stream()
                .filter(item -> item.path("accountId").asString("").equals(patient))
                .toList();
    }

    private Answer judge(String id, String outcome) {
        return clients.post(
                "/emergency-accesses/" + id + "/review",
                officer,
                clients.object(Map.of("outcome", outcome, "comment", why)));
    }

    private List<String> events(String topic, int count) {
        return TopicReader.await(topic, count, event -> event.value().contains(patient)).stream()
                .map(event -> Objects.requireNonNull(event.value()))
                .toList();
    }

    @Test
    @Promise({"P-34", "P-37"})
    void aClinicianWithoutRelationshipSeesThePatientAndItIsOnRecordAsAnEmergency() {
        assertThat(view(clinician, "").status()).isEqualTo(404);

        Answer seen = open(clinician, why);
        Answer again = view(clinician, "");

        assertThat(seen.status()).as(seen.body().toString()).isEqualTo(200);
        assertThat(seen.text("familyName")).isEqualTo("Hassan-Canary");
        assertThat(again.status()).isEqualTo(200);
        String id = listed("open").getFirst().path("emergencyAccessId").asString("");
        List<String> records =
                TopicReader.await(
                                Topic.Name.AUDIT_EVENTS,
                                3,
                                event ->
                                        event.value().contains(id)
                                                && event.value().contains("ETREAT"))
                        .stream()
                        .map(event -> Objects.requireNonNull(event.value()))
                        .toList();
        assertThat(records).filteredOn(it -> it.contains("emergency-access.open")).hasSize(1);
        assertThat(records).filteredOn(it -> it.contains("account.view")).hasSize(2);
        assertThat(records).allMatch(it -> it.contains(patient) && it.contains("clinician"));
    }

    @Test
    @Promise({"P-34", "P-36"})
    void thatNobodyHadEmergencyAccessIsOnRecordAsAboutThePatientToo() {
        Answer none =
                clients.get(
                        "/accounts/me/emergency-accesses", TestTokens.token(patient, "patient"));

        assertThat(none.body().path("items")).isEmpty();
        assertThat(
                        TopicReader.await(
                                Topic.Name.AUDIT_EVENTS,
                                1,
                                event ->
                                        event.value().contains("\"emergency-access.list\"")
                                                && event.value()
                                                        .contains("\"actorId\":\"" + patient)))
                .allMatch(event -> event.value().contains("\"subjectId\":\"" + patient));
    }

    @Test
    @Promise({"P-13", "P-37"})
    void theJustificationIsForComplianceAloneAndInNoEvent() {
        open(clinician, why);

        JsonNode listed = listed("open").getFirst();
        Answer toPatient =
                clients.get(
                        "/accounts/me/emergency-accesses", TestTokens.token(patient, "patient"));

        assertThat(listed.path("justification").asString("")).isEqualTo(why);
        assertThat(toPatient.body().path("items")).hasSize(1);
        assertThat(toPatient.body().toString())
                .contains(listed.path("clinicianId").asString(""))
                .doesNotContain("Canary");
        assertThat(events(Topic.Name.EMERGENCY_ACCESSES, 1))
                .allMatch(event -> event.contains("\"open\"") && !event.contains("Canary"));
        assertThat(events(Topic.Name.AUDIT_EVENTS, 2)).noneMatch(event -> event.contains("Canary"));
    }

    @Test
    @Promise("P-37")
    void withoutAJustificationNothingOpens() {
        for (String justification : List.of("", "   ", "a\u0000b", "x".repeat(1001))) {
            Answer refused = open(clinician, justification);
            assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
            assertThat(refused.body().toString()).contains("/justification");
        }
        assertThat(view(clinician, "?purposeOfUse=emergency").status()).isEqualTo(422);
        assertThat(view(clinician, "?purposeOfUse=curiosity&justification=x").status())
                .isEqualTo(422);

        assertThat(listed("open")).isEmpty();
        assertThat(view(clinician, "").status()).isEqualTo(404);
    }

    @Test
    @Promise("P-37")
    void onlyCliniciansOfAPartnerBreakTheGlassAndOnlyAPatients() {
        String support = TestTokens.token(TestTokens.newAccountId(), "support");
        String nobodys =
                TestTokens.staffToken(
                        TestTokens.newAccountId(), "par_" + UUID.randomUUID(), "clinician");
        String unknown = "/accounts/acc_" + UUID.randomUUID();

        assertThat(open(support, why).status()).isEqualTo(403);
        assertThat(open(TestTokens.token(patient, "patient"), why).status()).isEqualTo(403);
        assertThat(open(nobodys, why).status()).isEqualTo(404);
        assertThat(
                        clients.get(
                                        unknown + "?purposeOfUse=emergency&justification=why",
                                        clinician)
                                .status())
                .isEqualTo(404);
        assertThat(listed("open")).isEmpty();
    }

    @Test
    @Promise("P-37")
    void complianceSignsOffAndWhatIsUnjustifiedEndsAtOnce() {
        open(clinician, why);
        assertThat(meters.get("sano.emergency.accesses.unreviewed").gauge().value()).isPositive();
        String id = listed("open").getFirst().path("emergencyAccessId").asString("");

        Answer judged = judge(id, "unjustified");

        assertThat(judged.status()).as(judged.body().toString()).isEqualTo(200);
        assertThat(judge(id, "unjustified").status()).isEqualTo(200);
        assertThat(judge(id, "justified").text("type")).isEqualTo("/problems/already-reviewed");
        assertThat(view(clinician, "").status()).isEqualTo(404);
        assertThat(listed("open")).isEmpty();
        assertThat(listed("reviewed").getFirst().path("comment").asString("")).isEqualTo(why);
        assertThat(events(Topic.Name.EMERGENCY_ACCESSES, 2).getLast()).contains("\"reviewed\"");
    }

    @Test
    void manyRequestsAtTheSameTimeOpenOneAccess() {
        var answers =
                IntStream.range(0, 8)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () -> open(clinician, why).status()))
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(200);
        assertThat(listed("open")).hasSize(1);
    }

    @Test
    void theJustificationMayComeInABodyInstead() {
        var body = clients.object(Map.of("accountId", patient, "justification", why));
        String key = UUID.randomUUID().toString();

        Answer opened = clients.post("/emergency-accesses", clinician, body, key);
        Answer repeated = clients.post("/emergency-accesses", clinician, body, key);

        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        assertThat(repeated.body()).isEqualTo(opened.body());
        assertThat(opened.body().toString()).doesNotContain("Canary");
        assertThat(view(clinician, "?purposeOfUse=emergency").status()).isEqualTo(200);
    }
}
