package com.sanocrm.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.audit.Api;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.AuditExportId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@AuditServiceTest
class ExportsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final AccountId officer = SampleRecords.account();

    @LocalServerPort private int port;
    @Autowired private Logs logs;
    @Autowired private AuditExports exports;
    @Autowired private MongoDatabase database;
    private Api compliance = new Api(0, "");

    @BeforeEach
    void complianceIsThere() {
        compliance = new Api(port, TestTokens.token(TestTokens.newAccountId(), "compliance"));
    }

    @Test
    @Promise("P-47")
    void anExportHasEveryRecordOnceAndItsChecksum() throws Exception {
        List<String> appended = append(1_230);

        JsonNode ready = awaitReady(ask());
        var file = compliance.get(content(ready), "application/x-ndjson");

        List<JsonNode> found =
                new String(file.body(), UTF_8).lines().map(WireJson.mapper()::readTree).toList();
        assertThat(found)
                .extracting(record -> record.get("eventId").asString())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(appended);
        assertThat(found)
                .extracting(record -> Instant.parse(record.get("time").asString()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.body());
        assertThat(ready.get("sha256").asString()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(file.headers().firstValue("Repr-Digest"))
                .contains("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        assertThat(ready.get("records").asLong()).isEqualTo(1_230);
        assertThat(ready.get("bytes").asLong()).isEqualTo(file.body().length);
    }

    @Test
    @Promise({"P-34", "P-36"})
    void thePersonWhoseRecordsWereExportedIsTold() throws Exception {
        var patient = SampleRecords.account();
        append(List.of(patient, patient, SampleRecords.account()));

        JsonNode ready = awaitReady(ask());
        compliance.get(content(ready), "application/x-ndjson");

        awaitRecords("?action=audit-export.make&subject=" + patient);
        awaitRecords("?action=audit-export.download");
    }

    @Test
    void whoGoesOnAfterACrashMakesTheSameFile() throws Exception {
        append(700);
        String finished = awaitReady(ask()).get("sha256").asString();
        JsonNode again = ask();
        var id = new AuditExportId(again.get("exportId").asString());
        awaitReady(again);

        // As after a crash between the part and its mention, and before the last part.
        exports.put(id, 1, "half a part".getBytes(UTF_8));
        exports.change(
                id,
                export ->
                        AuditExport.asked(
                                        id,
                                        export.criteria(),
                                        export.requestedBy(),
                                        export.requestedAt(),
                                        export.expiresAt())
                                .leased(Instant.now(), Duration.ofSeconds(1)));

        assertThat(awaitReady(again).get("sha256").asString()).isEqualTo(finished);
    }

    @Test
    void anExpiredExportIsGoneFromTheStoreToo() throws Exception {
        append(3);
        JsonNode ready = awaitReady(ask());

        exports.expire(Instant.now().plus(Duration.ofDays(8)));

        compliance.get(content(ready), 404);
        assertThat(
                        database.getCollection("audit_export_parts")
                                .countDocuments(
                                        com.mongodb.client.model.Filters.eq(
                                                "_id",
                                                ready.get("exportId").asString() + "/000000")))
                .isZero();
    }

    @Test
    void onlyComplianceExports() throws Exception {
        var support = new Api(port, TestTokens.token(TestTokens.newAccountId(), "support"));
        support.post("/audit/exports", "{}", 403);
        support.get("/audit/exports", 403);
        compliance.get("/audit/exports/axp_0197a1b2-0000-7000-8000-000000000001", 404);
        compliance.post("/audit/exports", "{\"action\": \"No Action\"}", 422);
        compliance.post("/audit/exports", "{\"everything\": true}", 400);
        compliance.post(
                "/audit/exports",
                "{\"from\": \"2026-01-02T00:00:00Z\", \"to\": \"2026-01-01T00:00:00Z\"}",
                422);
    }

    private JsonNode ask() throws Exception {
        return compliance.post("/audit/exports", "{\"actor\": \"%s\"}".formatted(officer), 202);
    }

    private static String content(JsonNode export) {
        return "/audit/exports/" + export.get("exportId").asString() + "/content";
    }

    private JsonNode awaitReady(JsonNode export) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                compliance.get(
                                        "/audit/exports/" + export.get("exportId").asString(), 200),
                        answer -> answer.get("status").asString().equals("ready"));
    }

    private void awaitRecords(String query) {
        await().atMost(PATIENCE)
                .until(() -> !compliance.get("/audit/events" + query, 200).get("items").isEmpty());
    }

    private List<String> append(int count) {
        return append(
                java.util.stream.Stream.generate(SampleRecords::account).limit(count).toList());
    }

    private List<String> append(List<AccountId> patients) {
        var partner = SampleRecords.partner();
        var leaves = new ArrayList<Leaf>();
        for (AccountId patient : patients) {
            var record =
                    SampleRecords.of(
                            officer,
                            "message.read",
                            Outcome.SUCCESS,
                            partner,
                            patient,
                            "conversation");
            leaves.add(new Leaf(record, "test-1", leaves.size() + 1L));
        }
        for (int from = 0; from < leaves.size(); from += 200) {
            logs.append(
                    LogName.of(partner), leaves.subList(from, Math.min(from + 200, leaves.size())));
        }
        return leaves.stream().map(leaf -> leaf.record().eventId().value()).toList();
    }
}
