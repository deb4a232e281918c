package com.sanocrm.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.audit.KeyReleases;
import com.sanocrm.platform.crypto.DataKeys;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.test.ArchitectureRules;
import com.sanocrm.platform.test.MassAssignment;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.transparency.Hash;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From Kafka into the logs, and out through the API with proofs that hold offline. */
@AuditServiceTest
class AuditApiTest {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PartnerId partner = SampleRecords.partner();
    private final AccountId patient = SampleRecords.account();
    private final OtherService messaging = OtherService.started();
    private final String compliance = TestTokens.token(TestTokens.newAccountId(), "compliance");

    @TempDir private Path folder;
    @LocalServerPort private int port;
    @Autowired private JsonMapper json;
    @Autowired private DataKeys keys;
    @Autowired private AuditTrail trail;
    @Autowired private AuditRecords records;

    @Test
    @Promise({"P-34", "P-35"})
    void aRecordedAccessIsFoundAndItsProofHoldsOffline() throws Exception {
        var record = SampleRecords.read(partner, patient);
        messaging.send(record, 1);
        JsonNode found = awaitRecords(1).get(0);
        assertThat(found.get("eventId").asString()).isEqualTo(record.eventId().value());
        assertThat(found.get("log").asString()).isEqualTo(partner.value());

        JsonNode proof = get("/audit/events/" + record.eventId() + "/proof", compliance, 200);

        assertThat(Hash.ofLeaf(proof.get("leaf").asString().getBytes(UTF_8)).base64())
                .isEqualTo(proof.get("leafHash").asString());
        assertThat(OfflineVerifier.inclusion(proof, proof.get("index").asString())).isZero();
        assertThat(OfflineVerifier.inclusion(proof, "1000")).isEqualTo(1);
        String note = proof.get("checkpoint").asString();
        String size = "\n" + proof.get("size").asString();
        assertThat(verifyCheckpoint(note)).isZero();
        assertThat(verifyCheckpoint(note.replace(size + "\n", size + "0\n"))).isEqualTo(1);
    }

    @Test
    @Promise("P-36")
    void aPersonSeesWhoSawTheirDataWithProofs() throws Exception {
        var record = SampleRecords.read(partner, patient);
        messaging.send(record, 1);
        awaitRecords(1);
        String token = TestTokens.token(patient.value(), "patient");

        JsonNode mine = get("/accounts/me/disclosures", token, 200).get("items");

        JsonNode seen = mine.get(mine.size() - 1);
        assertThat(seen.get("actorId").asString()).isEqualTo(Objects.toString(record.actorId()));
        assertThat(seen.get("purposeOfUse").asString()).isEqualTo("TREAT");
        JsonNode proof = seen.get("proof");
        assertThat(OfflineVerifier.inclusion(proof, proof.get("index").asString())).isZero();
        get("/audit/events/" + record.eventId() + "/proof", token, 200);
    }

    @Test
    @Promise("P-34")
    void aRefusedLookAtAnothersRecordIsItselfRecorded() throws Exception {
        var record = SampleRecords.read(partner, patient);
        messaging.send(record, 1);
        awaitRecords(1);
        String curious = TestTokens.newAccountId();
        String token = TestTokens.token(curious, "patient");

        get("/audit/events/" + record.eventId() + "/proof", token, 404);
        get("/audit/events", token, 403);
        get("/audit/gaps", token, 403);

        awaitRecords("?outcome=refused&actor=" + curious, 3);
    }

    @Test
    @Promise("P-34")
    void lookingIntoTheLogIsRecorded() throws Exception {
        messaging.send(SampleRecords.read(partner, patient), 1);
        awaitRecords(1);
        String officer = TestTokens.newAccountId();

        get("/audit/events?subject=" + patient, TestTokens.token(officer, "compliance"), 200);

        awaitRecords("?action=audit.search&actor=" + officer + "&subject=" + patient, 1);
    }

    @Test
    void recordsThatComeThreeTimesAreInTheLogOnce() throws Exception {
        var records = List.of(read(), read(), read());
        for (int time = 0; time < 3; time++) {
            for (int i = 0; i < records.size(); i++) {
                messaging.send(records.get(i), i + 1);
            }
        }
        messaging.send(read(), 4);

        awaitRecords(4);
    }

    @Test
    @Promise("P-34")
    void aNumberThatIsMissingIsFoundUntilItComes() throws Exception {
        messaging.send(read(), 1);
        messaging.send(read(), 3);
        awaitRecords(2);
        await().atMost(PATIENCE).until(() -> missing().equals("2-2"));

        messaging.send(read(), 2);

        await().atMost(PATIENCE).until(() -> missing().isEmpty());
    }

    @Test
    @Promise("P-34")
    void aDataKeyThatIsUsedWithoutARecordIsCountedAndShownToCompliance() throws Exception {
        var meters = new SimpleMeterRegistry();
        var fields = new FieldEncryption(keys, new KeyReleases(trail, records, meters));
        var place = new FieldContext(partner.value(), patient, "messages", "msg_1", "body");

        fields.decrypt(place, fields.encrypt(place, "a message"));

        assertThat(meters.get("sano.key.releases.unexplained").counter().count()).isEqualTo(1);
        JsonNode told = awaitRecords("?action=key.release&subject=" + patient, 1).get(0);
        assertThat(told.get("outcome").asString()).isEqualTo("failed");
        await().atMost(PATIENCE)
                .until(() -> unexplained().contains(told.get("eventId").asString()));
    }

    @Test
    @Promise("P-35")
    void theLogOnlyGrows() throws Exception {
        messaging.send(read(), 1);
        awaitRecords(1);
        for (int i = 2; i < 7; i++) {
            messaging.send(read(), i);
        }
        awaitRecords(6);

        JsonNode proof =
                get("/audit/log/consistency?log=" + partner + "&from=1&to=6", compliance, 200);

        assertThat(OfflineVerifier.consistency(proof)).isZero();
        get("/audit/log/consistency?log=" + partner + "&from=1&to=100000", compliance, 422);
        get("/audit/log/consistency?log=" + partner + "&from=0&to=6", compliance, 422);
        get("/audit/log/checkpoint?log=" + SampleRecords.partner(), compliance, 404);
    }

    @Test
    @Promise("P-35")
    void aCheckpointIsPublishedForWitnesses() throws Exception {
        messaging.send(read(), 1);
        String origin = "localhost/audit/" + partner;

        String published = OtherService.firstOn(Topic.AUDIT_CHECKPOINTS.wireName(), origin);

        assertThat(verifyCheckpoint(json.readTree(published).get("note").asString())).isZero();
    }

    @Test
    void poisonGoesToTheDeadLettersAndTheRestGoesOn() throws Exception {
        messaging.send(read(), 1, "{\"eventId\": 7}".getBytes(UTF_8));
        messaging.send(read(), 2);

        awaitRecords(1);
        assertThat(OtherService.firstOn(Topic.AUDIT_EVENTS.deadLetterName(), messaging.producer()))
                .isEqualTo("{\"eventId\": 7}");
    }

    @Test
    void aListIsReadPageByPage() throws Exception {
        for (int i = 1; i <= 5; i++) {
            messaging.send(read(), i);
        }
        awaitRecords(5);
        String query = "/audit/events?subject=" + patient + "&action=message.read&limit=2";
        var seen = new ArrayList<String>();

        JsonNode page = get(query, compliance, 200);
        while (!page.get("next").isNull()) {
            page.get("items").forEach(item -> seen.add(item.get("eventId").asString()));
            page = get(query + "&cursor=" + page.get("next").asString(), compliance, 200);
        }
        page.get("items").forEach(item -> seen.add(item.get("eventId").asString()));

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aQueryThatCannotBeReadIsRefused() throws Exception {
        get("/audit/events?subject=x", compliance, 422);
        get("/audit/events?from=yesterday", compliance, 422);
        get("/audit/events?outcome=SUCCESS", compliance, 422);
        get("/audit/events?limit=0", compliance, 422);
        get("/audit/log/consistency?from=a&to=b", compliance, 400);
        get("/audit/events/evt_1/proof", compliance, 404);
    }

    @Test
    void theServiceKeepsTheHouseRules() {
        ArchitectureRules.verify("com.sanocrm.audit");
        MassAssignment.verify(
                "com.sanocrm.audit",
                (body, type) -> json.readValue(body, json.constructType(type)));
    }

    private AuditRecorded read() {
        return SampleRecords.read(partner, patient);
    }

    /** Those that were sent; looking for them adds further ones of another action. */
    private JsonNode awaitRecords(int count) {
        return awaitRecords("?action=message.read&subject=" + patient, count);
    }

    private JsonNode awaitRecords(String query, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> get("/audit/events" + query, compliance, 200).get("items"),
                        items -> items.size() == count);
    }

    private String missing() throws Exception {
        for (JsonNode gaps : get("/audit/gaps?limit=100", compliance, 200).get("items")) {
            if (gaps.get("producer").asString().equals(messaging.producer())) {
                JsonNode gap = gaps.get("missing").get(0);
                return gap.get("from").asString() + "-" + gap.get("to").asString();
            }
        }
        return "";
    }

    private List<String> unexplained() throws Exception {
        var all = new ArrayList<String>();
        for (JsonNode gaps : get("/audit/gaps?limit=100", compliance, 200).get("items")) {
            gaps.get("unexplained").forEach(id -> all.add(id.asString()));
        }
        return all;
    }

    private int verifyCheckpoint(String note) throws Exception {
        JsonNode newest = get("/audit/log/checkpoint?log=" + partner, compliance, 200);
        return OfflineVerifier.checkpoint(folder, note, newest.get("vkey").asString());
    }

    private JsonNode get(String path, String token, int status) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
            return json.readTree(answer.body());
        }
    }
}
