package com.sanocrm.audit.legal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.audit.Api;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.OtherService;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@AuditServiceTest
class LegalCasesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    private final AccountId patient = SampleRecords.account();

    @LocalServerPort private int port;
    @Autowired private LegalCases cases;
    @Autowired private EndedSuspensions suspensions;
    private Api compliance = new Api(0, "");

    @BeforeEach
    void complianceIsThere() {
        compliance = new Api(port, TestTokens.token(TestTokens.newAccountId(), "compliance"));
    }

    @Test
    @Promise("P-39")
    void aCaseHoldsTheDataEverywhereUntilItIsClosed() throws Exception {
        JsonNode opened = open("court-order", "");
        String caseId = opened.get("caseId").asString();

        assertThat(cases.holds(patient)).isTrue();
        assertThat(holdEvents(caseId, 1).getFirst().get("subjectIds").get(0).asString())
                .isEqualTo(patient.value());
        assertThat(opened.get("documentSha256").asString()).isEqualTo(SHA256);
        assertThat(opened.get("rule").asString()).isEqualTo("164.512(e)(1)(i)");

        JsonNode closed = close(caseId, 200);

        assertThat(closed.get("status").asString()).isEqualTo("closed");
        assertThat(cases.holds(patient)).isFalse();
        assertThat(holdEvents(caseId, 2).getLast().get("subjectIds").isEmpty()).isTrue();
        close(caseId, 409);
        disclose(caseId, patient, "messages", 409);
    }

    @Test
    void aHoldOfOneCaseSurvivesTheEndOfAnother() throws Exception {
        String first = open("warrant", "").get("caseId").asString();
        String second = open("warrant", "").get("caseId").asString();

        compliance.post("/legal-cases/" + first + "/hold-release", "", 200);
        assertThat(cases.holds(patient)).isTrue();

        compliance.post("/legal-cases/" + second + "/hold-release", "", 200);
        assertThat(cases.holds(patient)).isFalse();
        compliance.post("/legal-cases/" + second + "/hold-release", "", 409);
    }

    @Test
    @Promise({"P-36", "P-39"})
    void whatIsDisclosedIsCoveredByTheDocumentAndSeenByThePerson() throws Exception {
        String caseId = open("court-order", "").get("caseId").asString();

        disclose(caseId, SampleRecords.account(), "messages", 422);
        disclose(caseId, patient, "profile", 422);
        JsonNode made = disclose(caseId, patient, "messages", 201).get("disclosures").get(0);

        JsonNode seen = awaitDisclosures(1).get(0);
        assertThat(seen.get("purposeOfUse").asString()).isEqualTo("HLEGAL");
        assertThat(seen.get("resourceId").asString())
                .isEqualTo(made.get("disclosureId").asString());
        assertThat(seen.get("proof").get("leaf").asString()).doesNotContain("County Court");
    }

    @Test
    void aRepeatedDisclosureIsRecordedOnce() throws Exception {
        String caseId = open("court-order", "").get("caseId").asString();
        String key = UUID.randomUUID().toString();

        for (int time = 0; time < 3; time++) {
            compliance.postOnce(
                    "/legal-cases/" + caseId + "/disclosures", key, disclosure(patient), 201);
        }
        disclose(caseId, patient, "messages", 201);

        assertThat(awaitDisclosures(2)).hasSize(2);
        assertThat(compliance.get("/legal-cases/" + caseId, 200).get("disclosures")).hasSize(2);
    }

    @Test
    void aSubpoenaWithoutAnAssuranceIsNotAnswered() throws Exception {
        String without = open("subpoena", "").get("caseId").asString();
        disclose(without, patient, "messages", 422);

        String with =
                open("subpoena", ", \"assurance\": \"protective-order\"").get("caseId").asString();
        disclose(with, patient, "messages", 201);
    }

    @Test
    @Promise("P-39")
    void aSuspendedDisclosureIsToldWhenTheTimeIsOver() throws Exception {
        Instant until = Instant.now().plusSeconds(3);
        String suspension =
                ", \"accountingSuspension\": {\"until\": \"%s\", \"written\": true}"
                        .formatted(until);
        String caseId = open("warrant", suspension).get("caseId").asString();
        disclose(caseId, patient, "messages", 201);
        suspensions.tell();
        if (Instant.now().isBefore(until)) {
            assertThat(cases.untold(100)).isNotEmpty();
        }

        await().atMost(PATIENCE)
                .until(
                        () -> {
                            suspensions.tell();
                            return cases.untold(100).stream()
                                    .noneMatch(untold -> untold.caseId().value().equals(caseId));
                        });

        assertThat(Instant.now()).isAfter(until);
        assertThat(awaitDisclosures(1)).hasSize(1);
        suspensions.tell();
        assertThat(awaitDisclosures(1)).hasSize(1);
    }

    @Test
    void anOralStatementSuspendsForThirtyDaysAtMost() throws Exception {
        String body = body("warrant", suspension(29, false));
        compliance.post("/legal-cases", body, 201);
        compliance.post("/legal-cases", body("warrant", suspension(31, false)), 422);
        compliance.post("/legal-cases", body("warrant", suspension(31, true)), 201);
    }

    @Test
    void onlyComplianceSeesCases() throws Exception {
        String caseId = open("warrant", "").get("caseId").asString();
        assertThat(compliance.get("/legal-cases?subject=" + patient, 200).get("items")).hasSize(1);

        for (String role : List.of("patient", "clinician", "support", "operator")) {
            var other = new Api(port, TestTokens.token(patient.value(), role));
            other.get("/legal-cases", 403);
            other.get("/legal-cases/" + caseId, 403);
            other.post("/legal-cases", body("warrant", ""), 403);
        }
        compliance.get("/legal-cases/lgc_" + UUID.randomUUID(), 404);
        compliance.post("/legal-cases", body("private-wish", ""), 422);
        compliance.post("/legal-cases", body("warrant", "").replace(SHA256, "x"), 422);
    }

    private static String suspension(int days, boolean written) {
        return ", \"accountingSuspension\": {\"until\": \"%s\", \"written\": %s}"
                .formatted(Instant.now().plus(Duration.ofDays(days)), written);
    }

    private JsonNode open(String process, String more) throws Exception {
        return compliance.post("/legal-cases", body(process, more), 201);
    }

    private String body(String process, String more) {
        return """
                {"process": "%s", "authority": "County Court", "documentSha256": "%s",
                 "servedOn": "2026-01-05", "scope": ["messages"], "subjectIds": ["%s"]%s}
                """
                .formatted(process, SHA256, patient, more);
    }

    private JsonNode disclose(String caseId, AccountId subject, String dataClass, int status)
            throws Exception {
        return compliance.post(
                "/legal-cases/" + caseId + "/disclosures",
                disclosure(subject).replace("messages", dataClass),
                status);
    }

    private static String disclosure(AccountId subject) {
        return """
                {"subjectId": "%s", "dataClasses": ["messages"], "recipient": "Clerk of the court",
                 "contentSha256": "%s"}
                """
                .formatted(subject, SHA256);
    }

    private JsonNode close(String caseId, int status) throws Exception {
        return compliance.post(
                "/legal-cases/" + caseId + "/closing",
                "{\"result\": \"complied\", \"ground\": \"All was handed over\"}",
                status);
    }

    /** What the person's log has of legal disclosures. */
    private JsonNode awaitDisclosures(int count) {
        var person = new Api(port, TestTokens.token(patient.value(), "patient"));
        String search =
                "/audit/events?action=legal-case.disclose&outcome=success&subject=" + patient;
        await().atMost(PATIENCE)
                .until(() -> compliance.get(search, 200).get("items").size() >= count);
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                WireJson.mapper()
                                        .valueToTree(
                                                person.get("/accounts/me/disclosures", 200)
                                                        .get("items")
                                                        .valueStream()
                                                        .filter(LegalCasesTest::isLegal)
                                                        .toList()),
                        items -> items.size() >= count);
    }

    private static boolean isLegal(JsonNode item) {
        return item.get("action").asString().equals("legal-case.disclose");
    }

    private static List<JsonNode> holdEvents(String caseId, int count) {
        return OtherService.on(Topic.LEGAL_HOLDS.wireName(), caseId, count).stream()
                .map(event -> WireJson.mapper().readTree(event))
                .toList();
    }
}
