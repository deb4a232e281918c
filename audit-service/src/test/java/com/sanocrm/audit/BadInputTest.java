package com.sanocrm.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What producers should not send, and what nobody should ask. Nothing of it is in a log, all of it
 * is among the dead letters and told to compliance, and the records after it are in the log.
 */
@AuditServiceTest
class BadInputTest {
    private static final String ANOTHERS_NUMBER = "another record has its number";
    private static final String ANOTHERS_ID = "another record has its id";
    private static final String NOT_JSON = "not an audit record's JSON";

    /** Of no record that is in a log. */
    private static final byte[] FORGED =
            bytes(SampleRecords.read(SampleRecords.partner(), SampleRecords.account()));

    private static final String INCOMPLETE = "a value is missing, or too long";

    private final PartnerId partner = SampleRecords.partner();
    private final AccountId patient = SampleRecords.account();
    private final OtherService messaging = OtherService.started();

    @LocalServerPort private int port;
    @Autowired private MeterRegistry meters;

    @Test
    @Promise("P-34")
    void whatComesShuffledAndSeveralTimesIsInTheLogOnceAndNothingIsMissingOrRefused()
            throws Exception {
        var sent = new ArrayList<ProducerRecord<String, byte[]>>();
        for (int i = 1; i <= 60; i++) {
            AuditRecorded record = read();
            sent.addAll(Collections.nCopies(3, messaging.message(record, i, bytes(record))));
        }
        Collections.shuffle(sent, new Random(34));
        for (var message : sent) {
            OtherService.send(message);
        }

        awaitRecords(60);

        await().atMost(AuditApiTest.PATIENCE).until(() -> problems().equals(""));
    }

    @Test
    @Promise("P-34")
    void malformedRecordsAreDeadLettersAndTheRestGoesOn() throws Exception {
        var malformed =
                List.of(
                        "",
                        "{",
                        "null",
                        "[]",
                        "\"text\"",
                        "NaN",
                        "[".repeat(10_000),
                        with("time", "\"tomorrow\""),
                        with("outcome", "\"maybe\""),
                        with("actorId", "\"somebody\""),
                        with("partnerId", "{\"$ne\": 1}"),
                        with("eventId", "7"));
        for (int i = 0; i < malformed.size(); i++) {
            messaging.send(read(), i + 1, malformed.get(i).getBytes(UTF_8));
        }
        int last = malformed.size() + 1;
        messaging.send(read(), last);

        awaitRecords(1);
        awaitProblems(
                "missing 1-" + malformed.size(),
                Collections.nCopies(malformed.size(), "refused: " + NOT_JSON));
        assertThat(deadLetters(malformed.size())).containsExactlyElementsOf(malformed);
    }

    @Test
    @Promise("P-34")
    void recordsWithoutAValueOrWithOneTooLongOrOfAnotherTimeAreDeadLetters() throws Exception {
        String tooLong = with("resourceId", "\"" + "x".repeat(65_536) + "\"");
        String hundredYears = Instant.now().plusSeconds(3_000_000_000L).toString();
        double before = refusals();
        send(1, "{}");
        send(2, with("action", "null"));
        send(3, with("resourceId", "\"\\uD800\""));
        send(4, tooLong);
        send(5, with("time", "\"" + Instant.now().plusSeconds(600) + "\""));
        send(6, with("time", "\"" + hundredYears + "\""));
        send(7, with("eventId", "\"evt_ffffffff-ffff-7000-8000-000000000001\""));
        send(8, with("time", "\"-1000000000-01-01T00:00:00Z\""));
        send(9, with("resourceId", "\"" + "x".repeat(64_000) + "\""));
        send(10, with("time", "\"" + Instant.now().plusSeconds(200) + "\""));

        awaitRecords(2);
        String incomplete = "refused: " + INCOMPLETE;
        String future = "refused: dated in the future";
        awaitProblems(
                "missing 1-8",
                List.of(
                        incomplete,
                        incomplete,
                        incomplete,
                        incomplete,
                        future,
                        future,
                        future,
                        "refused: dated before there was a platform"));
        assertThat(deadLetters(8)).contains("{}", tooLong);
        assertThat(refusals() - before).isGreaterThanOrEqualTo(8);
    }

    @Test
    @Promise("P-34")
    void aRecordAsLongAsKafkaTakesAtAllStopsNothing() throws Exception {
        AuditRecorded record = read();
        byte[] longest = new byte[1_048_576 - 900];
        var headers = new byte[900_000];
        OtherService.send(messaging.message(record, 1, longest));
        var message = messaging.message(record, 2, new byte[0]);
        message.headers().add("x", headers).add("replyChannel", new byte[1]);
        OtherService.send(message);
        OtherService.send(
                new ProducerRecord<>(Topic.AUDIT_EVENTS.wireName(), messaging.producer(), null));
        messaging.send(read(), 3);

        awaitRecords(1);
        awaitProblems("missing 1-2", List.of("refused: " + NOT_JSON, "refused: " + NOT_JSON));
    }

    @Test
    @Promise({"P-34", "P-35"})
    void whatClaimsToBeAnothersIsInNoLog() throws Exception {
        var impostor = OtherService.started();
        messaging.send(read(), 1);
        awaitRecords(1);

        OtherService.send(claimed("messaging-service", impostor.producer(), 2));
        OtherService.send(claimed("messaging-service", null, 2));
        OtherService.send(claimed("identity-service", messaging.producer(), 2));
        OtherService.send(forged("analyst", 2, messaging.code("messaging-service", 2, FORGED)));
        messaging.send(read(), 3);

        awaitRecords(2);
        awaitProblems(
                "missing 2-2",
                List.of(
                        "refused: under another key than its producer's",
                        "refused: under another key than its producer's",
                        "refused: from another service than its producer is of",
                        "refused: not from a service that records"));
        messaging.send(read(), 2);
        awaitRecords(3);
    }

    @Test
    @Promise({"P-34", "P-35"})
    void whatDoesNotCarryTheCodeOfItsServiceIsInNoLog() throws Exception {
        String good = messaging.code("messaging-service", 1, FORGED);
        var codes =
                Arrays.asList(
                        null,
                        "",
                        "!",
                        good.substring(0, 20),
                        good.substring(1) + good.charAt(0),
                        messaging.code("identity-service", 1, FORGED),
                        messaging.code("messaging-service", 2, FORGED),
                        messaging.code("messaging-service", 1, bytes(read())),
                        OtherService.started().code("messaging-service", 1, FORGED));
        for (String code : codes) {
            OtherService.send(forged("messaging-service", 1, code));
        }
        String identitys = messaging.code("identity-service", 1, FORGED);
        OtherService.send(forged("identity-service", 1, identitys));
        messaging.send(read(), 1);

        awaitRecords(1);
        var refused =
                new ArrayList<>(
                        Collections.nCopies(
                                codes.size(),
                                "refused: without the code of the service that it names"));
        refused.add("refused: from another service than its producer is of");
        awaitProblems("", refused);
    }

    @Test
    @Promise({"P-34", "P-35"})
    void anotherRecordOfANumberOrOfAnIdReplacesNothing() throws Exception {
        AuditRecorded first = read();
        AuditRecorded second = read();
        messaging.send(first, 1);
        messaging.send(second, 2);
        awaitRecords(2);

        messaging.send(read(), 2);
        messaging.send(withId(first.eventId()), 3);
        messaging.send(second, 2);
        var elsewhere = SampleRecords.read(SampleRecords.partner(), patient);
        messaging.send(copied(elsewhere, first.eventId()), 4);
        messaging.send(read(), 5);

        awaitRecords(3);
        awaitProblems(
                "missing 3-4",
                List.of(
                        "refused: " + ANOTHERS_NUMBER,
                        "refused: " + ANOTHERS_ID,
                        "refused: " + ANOTHERS_ID));
        JsonNode kept = api().get("/audit/events?action=message.read&subject=" + patient, 200);
        assertThat(kept.get("items").findValuesAsString("actorId"))
                .contains("" + first.actorId(), "" + second.actorId());
    }

    @Test
    @Promise("P-34")
    void twoRecordsOfANumberAtOnceAreOneRecord() throws Exception {
        for (int i = 1; i <= 10; i++) {
            messaging.send(read(), i);
            messaging.send(read(), i);
        }

        awaitRecords(10);
        awaitProblems("", Collections.nCopies(10, "refused: " + ANOTHERS_NUMBER));
    }

    @Test
    void aQueryOverMoreThanAPageIsAnsweredInPages() throws Exception {
        /* Before that, other tests have damaged logs of theirs. */
        String from = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        for (int i = 1; i <= 12; i++) {
            messaging.send(read(), i);
        }
        awaitRecords(12);
        var seen = new ArrayList<String>();

        String query = "/audit/events?limit=5&from=" + from;
        JsonNode page = api().get(query, 200);
        while (!page.get("next").isNull()) {
            page.get("items").forEach(item -> seen.add(item.get("eventId").asString()));
            assertThat(page.get("items")).hasSize(5);
            page = api().get(query + "&cursor=" + page.get("next").asString(), 200);
        }
        page.get("items").forEach(item -> seen.add(item.get("eventId").asString()));

        assertThat(seen).hasSizeGreaterThanOrEqualTo(12).doesNotHaveDuplicates();
        api().get("/audit/events?limit=101", 422);
        api().get("/audit/events?limit=2147483648", 422);
        api().get("/audit/events?cursor=x", 400);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 422",
        "0, 0, 422",
        "-1, 1, 422",
        "2, 1, 422",
        "1, 100000, 422",
        "100000, 100000, 422",
        "1, 9223372036854775807, 422",
        "1, 9223372036854775808, 400",
        "1, 1.5, 400",
        "1, '', 400",
        "5, 5, 200",
        "1, 5, 200",
    })
    void aProofIsGivenOnlyBetweenSizesThatTheLogHad(String from, String to, int status)
            throws Exception {
        for (int i = 1; i <= 5; i++) {
            messaging.send(read(), i);
        }
        awaitRecords(5);

        api().get(
                        "/audit/log/consistency?log=%s&from=%s&to=%s".formatted(partner, from, to),
                        status);
    }

    @Test
    void thereIsNoProofOfWhatIsInNoLog() throws Exception {
        api().get("/audit/events/" + read().eventId() + "/proof", 404);
        api().get("/audit/events/x/proof", 404);
        api().get("/audit/log/consistency?log=par_x&from=1&to=1", 404);
        api().get("/audit/log/checkpoint?log=" + SampleRecords.partner(), 404);
    }

    private Api api() {
        return new Api(port, TestTokens.token(TestTokens.newAccountId(), "compliance"));
    }

    private AuditRecorded read() {
        return SampleRecords.read(partner, patient);
    }

    private AuditRecorded withId(EventId id) {
        return copied(read(), id);
    }

    private static AuditRecorded copied(AuditRecorded record, EventId id) {
        return new AuditRecorded(
                id,
                record.time(),
                record.action(),
                record.outcome(),
                record.actorId(),
                record.actorRole(),
                record.partnerId(),
                record.subjectId(),
                record.resourceType(),
                record.resourceId(),
                record.purposeOfUse(),
                record.traceId());
    }

    private ProducerRecord<String, byte[]> forged(
            String service, long sequence, @Nullable String code) {
        return messaging.message(service, messaging.producer(), read(), sequence, FORGED, code);
    }

    private static byte[] bytes(AuditRecorded record) {
        return WireJson.mapper().writeValueAsBytes(record);
    }

    private ProducerRecord<String, byte[]> claimed(
            String service, @Nullable String key, long sequence) {
        AuditRecorded record = read();
        return messaging.message(service, key, record, sequence, bytes(record));
    }

    private void send(long sequence, String body) throws Exception {
        messaging.send(read(), sequence, body.getBytes(UTF_8));
    }

    /** A record's JSON with another value. */
    private String with(String member, String value) {
        var record = (ObjectNode) WireJson.mapper().readTree(bytes(read()));
        record.put(member, "HERE");
        return record.toString().replace("\"HERE\"", value);
    }

    private List<String> deadLetters(int count) {
        return OtherService.on(Topic.AUDIT_EVENTS.deadLetterName(), messaging.producer(), count);
    }

    private double refusals() {
        return meters.find("sano.audit.refused").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private void awaitRecords(int count) {
        await().atMost(AuditApiTest.PATIENCE)
                .until(
                        () ->
                                api().get(
                                                "/audit/events?limit=100&action=message.read&subject="
                                                        + patient,
                                                200)
                                        .get("items")
                                        .size(),
                        found -> found == count);
    }

    private void awaitProblems(String missing, List<String> refused) {
        var expected = new ArrayList<String>();
        if (!missing.isEmpty()) {
            expected.add(missing);
        }
        expected.addAll(refused);
        Collections.sort(expected);
        await().atMost(AuditApiTest.PATIENCE)
                .untilAsserted(() -> assertThat(problems()).isEqualTo(String.join("\n", expected)));
    }

    /** What compliance is told of this producer. */
    private String problems() throws Exception {
        var told = new ArrayList<String>();
        String next = "";
        do {
            JsonNode page = api().get("/audit/gaps?limit=100" + next, 200);
            for (JsonNode each : page.get("items")) {
                if (each.get("producer").asString().equals(messaging.producer())) {
                    each.get("missing")
                            .forEach(
                                    gap ->
                                            told.add(
                                                    "missing %s-%s"
                                                            .formatted(
                                                                    gap.get("from"),
                                                                    gap.get("to"))));
                    each.get("refused")
                            .forEach(one -> told.add("refused: " + one.get("reason").asString()));
                }
            }
            next = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
        } while (!next.isEmpty());
        Collections.sort(told);
        return String.join("\n", told);
    }
}
