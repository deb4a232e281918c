package com.sanocrm.platform.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.events.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What every service's retention does: each class goes in the moment in which its time is over and
 * not a millisecond before, what is held stays, and no collection is without a rule.
 */
public final class RetentionContract {
    /* Long before anything that other tests write, so that they lose nothing. */
    private static final Instant START = Instant.parse("2001-02-03T04:05:06.007Z");

    private RetentionContract() {}

    /**
     * A rule that the service's job carries out.
     *
     * @param from as the schedule has it: a field, or {@code _id:} and a prefix
     * @param person null where it is nobody's
     */
    public record Rule(
            String dataClass,
            String collection,
            Period keep,
            String from,
            @Nullable String person) {
        Instant end() {
            return START.atZone(ZoneOffset.UTC).plus(keep).toInstant();
        }

        /** A document whose time begins at the start. */
        Document document(Document rest, String accountId) {
            var document = new Document(rest);
            document.put("_id", "retention-" + UUID.randomUUID());
            if (person != null) {
                put(document, person, accountId);
            }
            if (from.startsWith("_id:")) {
                document.put("_id", from.substring("_id:".length()) + "_" + idOf(START));
            } else {
                put(document, from, Date.from(START));
            }
            return document;
        }
    }

    /**
     * @param job runs at that time
     * @param held of each kind of hold that the service knows, somebody whom it holds
     * @param rest what a document of a rule must have beside
     */
    public static void verify(
            MongoDatabase database,
            List<Rule> rules,
            Consumer<Instant> job,
            List<Supplier<String>> held,
            Function<Rule, Document> rest) {
        List<String> people = new ArrayList<>(List.of(TestTokens.newAccountId()));
        held.forEach(one -> people.add(one.get()));
        for (Rule rule : rules) {
            var collection = database.getCollection(rule.collection());
            List<Object> ids = new ArrayList<>();
            for (String person : people) {
                Document document = rule.document(rest.apply(rule), person);
                collection.insertOne(document);
                ids.add(document.get("_id"));
            }
            List<Object> others = ids.subList(1, ids.size());

            job.accept(rule.end().minusMillis(1));
            assertThat(collection.countDocuments(Filters.in("_id", ids)))
                    .as(rule.dataClass() + " before its end")
                    .isEqualTo(ids.size());

            job.accept(rule.end());
            assertThat(collection.countDocuments(Filters.eq("_id", ids.getFirst())))
                    .as(rule.dataClass() + " at its end")
                    .isZero();
            assertThat(collection.countDocuments(Filters.in("_id", others)))
                    .as(rule.dataClass() + " of people who are held")
                    .isEqualTo(rule.person() == null ? 0 : others.size());
            collection.deleteMany(Filters.in("_id", ids));
        }
    }

    /** What must be provable for six years: 45 CFR 164.316(b)(2)(i), 164.530(j)(2). */
    public static void verifySixYears(List<Rule> rules, String... dataClasses) {
        assertThat(rules)
                .filteredOn(rule -> Set.of(dataClasses).contains(rule.dataClass()))
                .hasSize(dataClasses.length)
                .allSatisfy(
                        rule ->
                                assertThat(rule.keep().toTotalMonths())
                                        .as(rule.dataClass())
                                        .isGreaterThanOrEqualTo(72));
    }

    /** No collection without a rule, whether anything is in it yet or not. */
    public static void verifyCollections(MongoDatabase database, Set<String> ruled) {
        var all = new TreeSet<>(OpenedCollections.names());
        database.listCollectionNames().forEach(all::add);
        assertThat(all)
                .hasSizeGreaterThan(1)
                .allSatisfy(name -> assertThat(ruled).as("retention rule").contains(name));
    }

    /** Somebody of whom audit-service tells that legal process holds the data. */
    public static Supplier<String> toldLegalHold(MongoDatabase database) {
        return () ->
                tell(
                        database,
                        EventType.LEGAL_HOLD_CHANGED,
                        "audit-service",
                        "lgc_" + UUID.randomUUID(),
                        """
                        {"caseId": "%s", "subjectIds": ["%s"], "changedAt": "2026-03-04T05:06:07.089Z"}""");
    }

    /** Somebody of whom identity-service tells that a request by right does. */
    public static Supplier<String> toldRequest(MongoDatabase database) {
        return () ->
                tell(
                        database,
                        EventType.DATA_HOLD_CHANGED,
                        "identity-service",
                        "prq_" + UUID.randomUUID(),
                        """
                        {"requestId": "%s", "accountId": "%s", "held": true, "changedAt": "2026-03-04T05:06:07.089Z"}""");
    }

    private static String tell(
            MongoDatabase database, EventType type, String source, String key, String event) {
        String account = TestTokens.newAccountId();
        try (var kafka =
                new KafkaProducer<String, String>(
                        Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            var record =
                    new ProducerRecord<>(
                            type.topic().wireName(), key, event.formatted(key, account));
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            "evt_" + UUID.randomUUID(),
                            "ce_type",
                            type.wireName(),
                            "ce_source",
                            "/" + source,
                            "ce_time",
                            "2026-03-04T05:06:07.089Z",
                            "ce_sequence",
                            "1",
                            "content-type",
                            "application/json")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
            var _ = kafka.send(record);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                database.getCollection("holds")
                                                .countDocuments(Filters.eq("subjectIds", account))
                                        == 1);
        return account;
    }

    private static void put(Document document, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            document.put(path, value);
        } else {
            String first = path.substring(0, dot);
            var inner = document.get(first) instanceof Document known ? known : new Document();
            put(inner, path.substring(dot + 1), value);
            document.put(first, inner);
        }
    }

    private static UUID idOf(Instant time) {
        return new UUID(
                (time.toEpochMilli() << 16)
                        | 0x7000
                        | (UUID.randomUUID().getMostSignificantBits() & 0xfff),
                0x8000000000000000L
                        | (UUID.randomUUID().getLeastSignificantBits() & 0x3fffffffffffffffL));
    }
}
