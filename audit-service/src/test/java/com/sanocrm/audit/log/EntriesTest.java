package com.sanocrm.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.test.TestMongo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store of its own, with a record every second by one of ten people. */
class EntriesTest {
    private static final int STORED = System.getenv("SANO_SOAK") == null ? 10_000 : 100_000;
    private static final int PAGE = 26;
    private static final Instant FIRST = Instant.parse("2021-03-04T05:06:07Z");
    private static final MongoClient CLIENT = MongoClients.create(TestMongo.uri());
    private static final MongoDatabase DATABASE =
            CLIENT.getDatabase("entries_" + UUID.randomUUID().toString().replace("-", ""));
    private static final Entries ENTRIES = new Entries(DATABASE);

    @BeforeAll
    static void fill() {
        for (int from = 0; from < STORED; from += 1_000) {
            put(LongStream.range(from, from + 1_000).mapToObj(EntriesTest::entry).toList());
        }
    }

    @AfterAll
    static void drop() {
        DATABASE.drop();
        CLIENT.close();
    }

    private static void put(List<Document> entries) {
        DATABASE.getCollection("entries").insertMany(entries);
    }

    /** Ids say nothing of the time: those of some records are made of what they tell. */
    private static Document entry(long number) {
        return entry(
                "evt_%08x-0000-7000-8000-%012x"
                        .formatted((number * 0x9E3779B1L) & 0xFFFFFFFFL, number),
                number);
    }

    private static Document entry(String id, long second) {
        return new Document("_id", id)
                .append("log", "platform")
                .append("batch", "platform/000000000000")
                .append("index", second)
                .append("time", Date.from(FIRST.plusSeconds(second)))
                .append("action", "message.read")
                .append("outcome", "success")
                .append("actor", person(second).value())
                .append("subject", person(second).value());
    }

    private static AccountId person(long number) {
        return new AccountId("acc_00000000-0000-7000-8000-00000000000" + Math.floorMod(number, 10));
    }

    static Stream<RecordFilter> questions() {
        Instant from = FIRST.plusSeconds(STORED / 10);
        Instant to = from.plusSeconds(STORED / 2);
        return Stream.of(
                new RecordFilter(null, null, null, null, from, to, null),
                new RecordFilter(null, null, null, null, null, to, null),
                new RecordFilter(null, null, null, null, from, null, null),
                new RecordFilter(null, null, null, null, null, null, null),
                new RecordFilter(person(3), null, null, null, from, to, null),
                new RecordFilter(null, person(3), null, null, from, to, null),
                new RecordFilter(null, null, "message.read", null, from, to, null),
                new RecordFilter(null, null, null, Outcome.SUCCESS, from, to, null));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aPageOfAnOldTimeReadsAPageAndNotTheLog(RecordFilter asked) {
        List<EventId> read = new ArrayList<>();
        for (int page = 0; page < 3; page++) {
            EventId last = read.isEmpty() ? null : read.getLast();

            List<Entries.Entry> found = ENTRIES.newest(after(asked, last), PAGE);

            assertThat(scannedFor(after(asked, last))).isLessThan(4 * PAGE);
            assertThat(found).hasSize(PAGE);
            found.forEach(entry -> read.add(entry.eventId()));
        }
        assertThat(read).doesNotHaveDuplicates();
    }

    @Test
    void pagesThatFollowEachOtherMissNothingAndRepeatNothingWhileRecordsCome() {
        Instant from = FIRST.plusSeconds(1_000);
        var asked = new RecordFilter(null, null, null, null, from, from.plusSeconds(200), null);
        List<Long> read = new ArrayList<>();
        List<Entries.Entry> page = ENTRIES.newest(asked, PAGE);
        while (!page.isEmpty()) {
            page.forEach(entry -> read.add(entry.index()));
            // In the same window, at the time of its newest.
            put(List.of(entry("evt_" + UUID.randomUUID(), 1_199)));
            page = ENTRIES.newest(after(asked, page.getLast().eventId()), PAGE);
        }

        assertThat(read)
                .containsExactlyElementsOf(
                        LongStream.range(1_000, 1_200).mapToObj(n -> 2_199 - n).toList());
    }

    @Test
    void recordsOfOneMomentAreEachReadOnce() {
        Instant moment = FIRST.minus(Duration.ofDays(1));
        long second = -Duration.ofDays(1).toSeconds();
        put(
                LongStream.range(0, 60)
                        .mapToObj(_ -> entry("evt_" + UUID.randomUUID(), second))
                        .toList());
        var asked = new RecordFilter(null, null, null, null, null, moment.plusSeconds(1), null);
        List<EventId> read = new ArrayList<>();
        List<Entries.Entry> page = ENTRIES.newest(asked, PAGE);
        while (!page.isEmpty()) {
            page.forEach(entry -> read.add(entry.eventId()));
            page = ENTRIES.newest(after(asked, read.getLast()), PAGE);
        }

        assertThat(read).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void afterARecordThatIsInNoLogThereIsNone() {
        var asked = RecordFilter.about(person(3), new EventId("evt_" + UUID.randomUUID()));

        assertThat(ENTRIES.newest(asked, PAGE)).isEmpty();
    }

    private static RecordFilter after(RecordFilter asked, @Nullable EventId last) {
        return new RecordFilter(
                asked.subject(),
                asked.actor(),
                asked.action(),
                asked.outcome(),
                asked.from(),
                asked.to(),
                last);
    }

    /** The least of several times: others may ask the server for something, too. */
    private static long scannedFor(RecordFilter asked) {
        return LongStream.range(0, 5)
                .map(
                        _ -> {
                            long before = scanned();
                            ENTRIES.newest(asked, PAGE);
                            return scanned() - before;
                        })
                .min()
                .orElseThrow();
    }

    /** Keys and documents that the server has looked at so far. */
    private static long scanned() {
        Document executor =
                CLIENT.getDatabase("admin")
                        .runCommand(new Document("serverStatus", 1))
                        .get("metrics", Document.class)
                        .get("queryExecutor", Document.class);
        return executor.getLong("scanned") + executor.getLong("scannedObjects");
    }
}
