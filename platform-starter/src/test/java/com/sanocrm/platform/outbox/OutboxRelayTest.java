package com.sanocrm.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.events.Forgotten;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.audit.AuditMac;
import com.sanocrm.platform.audit.AuditSpool;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestKeys;
import com.sanocrm.platform.test.TestMongo;
import com.sanocrm.platform.test.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a document carries reaches Kafka, in order, whoever crashed in between. */
class OutboxRelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** An aggregate that counts. */
    public record Counter(@BsonId PartnerId id, int count) {}

    private final MongoClient client =
            MongoClients.create(
                    MongoClientSettings.builder()
                            .applyConnectionString(new ConnectionString(TestMongo.uri()))
                            .codecRegistry(DocumentCodecs.registry())
                            .build());
    private final MongoDatabase database =
            client.getDatabase("outbox_" + UUID.randomUUID().toString().substring(0, 8));
    private final EventHeaders headers = new EventHeaders("identity-service", Clock.systemUTC());
    private final KafkaSettings kafka =
            new KafkaSettings(TestKafka.bootstrapServers(), "PLAINTEXT", "identity-service", null);
    private final AuditTrail audit =
            new AuditTrail(
                    Producers.giveUpAfter(kafka, Duration.ofSeconds(2)),
                    new AuditSpool(database),
                    WireJson.mapper(),
                    headers,
                    new AuditMac(
                            new Keysets(TestKeys.directory())
                                    .mac(AuditMac.keyset("identity-service"))),
                    "test",
                    new SimpleMeterRegistry());
    private final OutboxSender sender =
            new OutboxSender(Producers.persistent(kafka), audit, headers, WireJson.mapper());
    private final PartnerId id = new PartnerId(PartnerId.PREFIX + "_" + UUID.randomUUID());

    @AfterEach
    void close() {
        sender.close();
        audit.close();
        client.close();
    }

    @Test
    void aSweepPublishesWhatACrashedProcessLeftInItsDocuments() {
        OutboxRelay crashed = relay(Clock.systemUTC());
        counters(crashed).create(Change.of(new Counter(id, 1), event(1), event(2)));
        assertThat(outbox()).hasSize(2);

        OutboxRelay restarted = relay(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(10)));
        counters(restarted);
        restarted.start();
        restarted.sweep();

        assertThat(published(2)).containsExactly(1L, 2L);
        await().atMost(PATIENCE).until(() -> outbox().isEmpty());
        restarted.stop();
    }

    @Test
    void oneSweepPublishesTheBacklogOfALongOutage() {
        Documents<Counter> left = counters(relay(Clock.systemUTC()));
        IntStream.rangeClosed(1, 1_200)
                .forEach(
                        i ->
                                left.create(
                                        Change.of(
                                                new Counter(
                                                        new PartnerId(
                                                                PartnerId.PREFIX
                                                                        + "_"
                                                                        + UUID.randomUUID()),
                                                        i),
                                                event(i))));

        OutboxRelay restarted = relay(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(10)));
        counters(restarted);
        restarted.start();
        restarted.sweep();

        await().atMost(PATIENCE)
                .until(
                        () ->
                                database.getCollection("counters")
                                                .countDocuments(Filters.exists("outbox.0"))
                                        == 0);
        restarted.stop();
    }

    @Test
    void eventsOfOneDocumentKeepTheirOrderUnderConcurrentWriters() {
        int writes = 200;
        OutboxRelay relay = relay(Clock.systemUTC());
        relay.start();
        Documents<Counter> counters = counters(relay);
        counters.create(Change.of(new Counter(id, 1), event(1)));
        try (var writers = Executors.newFixedThreadPool(8)) {
            IntStream.rangeClosed(2, writes)
                    .forEach(i -> writers.execute(() -> increment(counters)));
        }

        List<Long> firstSeen = published(writes).stream().distinct().toList();
        assertThat(firstSeen)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, writes).boxed().toList());
        await().atMost(PATIENCE).until(() -> outbox().isEmpty());
        relay.stop();
    }

    @Test
    void aDecisionThatChangesNothingWritesNothing() {
        Documents<Counter> counters = counters(relay(Clock.systemUTC()));
        var created = counters.create(Change.of(new Counter(id, 1)));

        var same = counters.change(id.value(), stored -> Change.of(new Counter(id, 1)));
        assertThat(same).isEqualTo(created);
        assertThat(counters.find(id.value())).contains(created);

        var told = counters.change(id.value(), stored -> Change.of(stored.state(), event(1)));
        assertThat(told.version()).isEqualTo(created.version() + 1);
        assertThat(outbox()).hasSize(1);
    }

    @Test
    @Promise("P-32")
    void aForgottenKeyEndsOnItsTopicBeforeTheDocumentMayGo() {
        OutboxRelay relay = relay(Clock.systemUTC());
        Documents<Counter> counters = counters(relay);
        counters.create(
                Change.of(
                        new Counter(id, 1),
                        event(1),
                        new Forgotten(EventType.PARTNER_CHANGED, id.value())));
        assertThatThrownBy(() -> counters.remove(Filters.eq("_id", id.value())))
                .isInstanceOf(Documents.UnpublishedException.class);
        assertThat(counters.find(id.value())).isPresent();

        relay.start();

        await().atMost(PATIENCE).until(() -> outbox().isEmpty());
        assertThat(published(1)).containsExactly(1L);
        TopicReader.awaitEnd(Topic.PARTNERS.wireName(), id.value());
        assertThat(counters.remove(Filters.eq("_id", id.value()))).isEqualTo(1);
        assertThat(counters.find(id.value())).isEmpty();
        relay.stop();
    }

    private void increment(Documents<Counter> counters) {
        counters.change(
                id.value(),
                counter ->
                        Change.of(
                                new Counter(id, counter.state().count() + 1),
                                event(counter.state().count() + 1)));
    }

    private OutboxRelay relay(Clock clock) {
        return new OutboxRelay(sender, new SimpleMeterRegistry(), clock);
    }

    private Documents<Counter> counters(OutboxRelay relay) {
        var clock = Clock.systemUTC();
        return new DocumentsFactory(database, relay, WireJson.mapper(), new Ids(clock), clock)
                .of("counters", Counter.class);
    }

    private PartnerChanged event(int number) {
        return new PartnerChanged(
                id, PartnerChanged.Status.ACTIVE, "number " + number, "AE", LocalDate.EPOCH);
    }

    private List<?> outbox() {
        Document stored =
                database.getCollection("counters").find(Filters.eq("_id", id.value())).first();
        return stored == null ? List.of() : stored.getList("outbox", Object.class);
    }

    /** The sequences on the topic, which must be as many different ones as expected. */
    private List<Long> published(int expected) {
        var sequences = new java.util.ArrayList<Long>();
        TopicReader.await(
                Topic.PARTNERS.wireName(),
                expected,
                one -> {
                    boolean fresh =
                            id.value().equals(one.key())
                                    && !sequences.contains(
                                            Long.parseLong(TopicReader.header(one, "ce_sequence")));
                    if (fresh) {
                        sequences.add(Long.parseLong(TopicReader.header(one, "ce_sequence")));
                    }
                    return fresh;
                });
        return sequences;
    }
}
