package com.sanocrm.audit.breach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.audit.Api;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@AuditServiceTest
class BlastRadiusTest {
    private final PartnerId partner = SampleRecords.partner();
    private final AccountId thief = SampleRecords.account();
    private final Instant begin = Instant.now().minusSeconds(1);

    @LocalServerPort private int port;
    @Autowired private Logs logs;
    private Api compliance = new Api(0, "");

    @BeforeEach
    void complianceIsThere() {
        compliance = new Api(port, TestTokens.token(TestTokens.newAccountId(), "compliance"));
    }

    @Test
    @Promise("P-47")
    void ofOverAThousandRecordsNoPersonAndNoClassIsMissed() throws Exception {
        List<AuditRecorded> history = randomHistory(1_300);
        var done = by(thief, history).filter(one -> one.outcome() == Outcome.SUCCESS).toList();

        JsonNode summary = compliance.get(window(thief), 200);

        assertThat(summary.get("records").asLong()).isEqualTo(by(thief, history).count());
        assertThat(summary.get("people").asLong()).isEqualTo(people(done));
        for (JsonNode ofClass : summary.get("dataClasses")) {
            String type =
                    switch (ofClass.get("dataClass").asString()) {
                        case "messages" -> "conversation";
                        case "profile" -> "account";
                        case "privacy-choices" -> "consent";
                        default -> "novelty";
                    };
            var ofType = done.stream().filter(one -> one.resourceType().equals(type)).toList();
            assertThat(ofClass.get("people").asLong()).as(type).isEqualTo(people(ofType));
        }
        assertThat(summary.get("dataClasses")).hasSize(4);
        var toPeople =
                notices("").stream()
                        .filter(notice -> notice.get("addressee").asString().equals("person"))
                        .toList();
        assertThat(toPeople).hasSize((int) people(done));
        assertThat(toPeople.stream().mapToLong(notice -> notice.get("records").asLong()).sum())
                .isEqualTo(done.size());
    }

    @Test
    @Promise("P-47")
    void theNoticesNameWhomToTellByWhichRuleUntilWhen() throws Exception {
        var patient = SampleRecords.account();
        append(
                List.of(
                        record(thief, Outcome.SUCCESS, patient, "conversation"),
                        record(thief, Outcome.SUCCESS, patient, "account"),
                        record(thief, Outcome.REFUSED, SampleRecords.account(), "conversation")));

        List<JsonNode> notices = notices("&discoveredAt=2026-03-01T00:00:00Z");

        assertThat(notices.stream().map(BlastRadiusTest::due))
                .containsExactly(
                        "person 45 CFR 164.404 2026-04-30T00:00:00.000Z",
                        "clinic 45 CFR 164.410 2026-04-30T00:00:00.000Z",
                        "health-authority 45 CFR 164.408 2027-03-02T00:00:00.000Z",
                        "data-protection-authority GDPR Article 33 2026-03-04T00:00:00.000Z");
        JsonNode person = notices.getFirst();
        assertThat(person.get("subjectId").asString()).isEqualTo(patient.value());
        assertThat(person.get("dataClasses")).hasSize(2);
        assertThat(notices.get(1).get("partnerId").asString()).isEqualTo(partner.value());
    }

    @Test
    @Promise({"P-36", "P-47"})
    void whoIsNamedInANoticeSeesThatComplianceLooked() throws Exception {
        var patient = SampleRecords.account();
        append(List.of(record(thief, Outcome.SUCCESS, patient, "conversation")));

        notices("");

        String looked = "/audit/events?action=breach.assess&subject=" + patient;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> compliance.get(looked, 200).get("items").size() == 1);
    }

    @Test
    void whoSawNobodysDataLeadsToNoNotice() throws Exception {
        append(List.of(record(thief, Outcome.REFUSED, SampleRecords.account(), "conversation")));

        assertThat(notices("")).isEmpty();
        assertThat(compliance.get(window(thief), 200).get("withoutSuccess").asLong()).isOne();
    }

    @Test
    void aWindowThatIsNoneIsRefused() throws Exception {
        String path = "/audit/blast-radius?actor=" + thief;
        compliance.get(path, 400);
        compliance.get(path + "&from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z", 422);
        compliance.get(path + "&from=2024-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", 422);
        compliance.get("/audit/blast-radius?actor=x&from=2026-01-01T00:00:00Z&to=" + begin, 400);
        var patient = new Api(port, TestTokens.token(TestTokens.newAccountId(), "patient"));
        patient.get(window(thief), 403);
    }

    private static String due(JsonNode notice) {
        return String.join(
                " ",
                notice.get("addressee").asString(),
                notice.get("rule").asString(),
                notice.get("dueAt").asString());
    }

    private List<JsonNode> notices(String more) throws Exception {
        var answer = compliance.get(window(thief) + more, "application/x-ndjson");
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> WireJson.mapper().readTree(line))
                .toList();
    }

    private String window(AccountId actor) {
        return "/audit/blast-radius?actor=%s&from=%s&to=%s"
                .formatted(actor, begin, Instant.now().plusSeconds(60));
    }

    private AuditRecorded record(
            AccountId actor, Outcome outcome, AccountId patient, String resourceType) {
        return SampleRecords.of(actor, "thing.read", outcome, partner, patient, resourceType);
    }

    private static Stream<AuditRecorded> by(AccountId actor, List<AuditRecorded> history) {
        return history.stream().filter(record -> actor.equals(record.actorId()));
    }

    private static long people(List<AuditRecorded> records) {
        return records.stream()
                .map(record -> String.valueOf(record.subjectId()))
                .collect(Collectors.toSet())
                .size();
    }

    private List<AuditRecorded> randomHistory(int count) {
        var random = new Random(7);
        var actors = List.of(thief, thief, thief, SampleRecords.account());
        var patients = Stream.generate(SampleRecords::account).limit(90).toList();
        var types = List.of("conversation", "account", "consent", "novelty");
        var others = List.of(Outcome.REFUSED, Outcome.FAILED);
        var history = new ArrayList<AuditRecorded>();
        for (int i = 0; i < count; i++) {
            history.add(
                    record(
                            actors.get(random.nextInt(4)),
                            // Rare success: some people are only in refused attempts.
                            random.nextInt(8) == 0 ? Outcome.SUCCESS : others.get(i % 2),
                            patients.get(random.nextInt(90)),
                            types.get(random.nextInt(4))));
        }
        append(history);
        return history;
    }

    private void append(List<AuditRecorded> records) {
        var leaves = new ArrayList<Leaf>();
        for (AuditRecorded record : records) {
            leaves.add(new Leaf(record, "test-1", leaves.size() + 1L));
        }
        for (int from = 0; from < leaves.size(); from += 200) {
            logs.append(
                    LogName.of(partner), leaves.subList(from, Math.min(from + 200, leaves.size())));
        }
    }
}
