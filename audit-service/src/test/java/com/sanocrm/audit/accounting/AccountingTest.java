package com.sanocrm.audit.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.audit.Api;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.OtherService;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@AuditServiceTest
class AccountingTest {
    private static final String PATH = "/accounts/me/disclosures";
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    private final AccountId patient = SampleRecords.account();

    @LocalServerPort private int port;

    @Test
    @Promise({"P-36", "P-39"})
    void aPersonReadsToWhomACourtLetTheirMessagesBeGiven() throws Exception {
        var clinic = SampleRecords.partner();
        OtherService.started().send(SampleRecords.read(clinic, patient), 1);
        OtherService.tellOf(clinic, "Clinic by the Sea");
        disclose("", "Clerk of the court");
        disclose(suspension(), "Secret agency");

        JsonNode statement =
                await().atMost(Duration.ofSeconds(60))
                        .until(
                                () -> person().get(PATH + "/statement", 200),
                                drawn ->
                                        drawn.get("disclosed").size() == 1
                                                && drawn.get("accesses")
                                                        .toString()
                                                        .contains("Clinic by the Sea"));

        JsonNode line = statement.get("disclosed").get(0);
        assertThat(line.get("recipient").asString()).isEqualTo("Clerk of the court");
        assertThat(line.get("dataClasses").get(0).asString()).isEqualTo("messages");
        assertThat(line.get("legalBasis").asString()).isEqualTo("45 CFR 164.512(e)(1)(i)");
        assertThat(statement.toString()).doesNotContain("Secret agency");
        String printed = printed(PATH);
        assertThat(printed)
                .contains("Clerk of the court")
                .contains("Clinic by the Sea")
                .doesNotContain("Secret agency");
        assertThat(person().get(PATH + "?limit=100", 200).get("items"))
                .anyMatch(
                        seen -> seen.path("partnerName").asString("").equals("Clinic by the Sea"));
        assertThat(printed(PATH + "/statement")).contains("Accounting of disclosures");
    }

    @Test
    @Promise("P-36")
    void nobodyElseIsInIt() throws Exception {
        disclose("", "Clerk of the court");
        var other = new Api(port, TestTokens.token(TestTokens.newAccountId(), "patient"));

        JsonNode statement = other.get(PATH + "/statement", 200);

        assertThat(statement.get("disclosed")).isEmpty();
        assertThat(statement.get("complete").asBoolean()).isTrue();
    }

    private Api person() {
        return new Api(port, TestTokens.token(patient.value(), "patient"));
    }

    private String printed(String path) throws Exception {
        var answer = person().get(path, "application/pdf");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        return new PdfTextExtractor(new PdfReader(answer.body())).getTextFromPage(1);
    }

    private void disclose(String more, String recipient) throws Exception {
        var compliance = new Api(port, TestTokens.token(TestTokens.newAccountId(), "compliance"));
        String opened =
                """
                {"process": "court-order", "authority": "County Court", "documentSha256": "%s",
                 "servedOn": "2026-01-05", "scope": ["messages"], "subjectIds": ["%s"]%s}
                """
                        .formatted(SHA256, patient, more);
        String caseId = compliance.post("/legal-cases", opened, 201).get("caseId").asString();
        String disclosure =
                """
                {"subjectId": "%s", "dataClasses": ["messages"], "recipient": "%s",
                 "contentSha256": "%s"}
                """
                        .formatted(patient, recipient, SHA256);
        compliance.post("/legal-cases/" + caseId + "/disclosures", disclosure, 201);
    }

    private static String suspension() {
        return ", \"accountingSuspension\": {\"until\": \"%s\", \"written\": true}"
                .formatted(Instant.now().plusSeconds(1_000));
    }
}
