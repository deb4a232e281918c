package com.sanocrm.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail.AuditUnavailableException;
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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An audit record is durable when the call returns, whatever is away. */
class AuditTrailTest {
    private static final String NOBODY = "localhost:1";
    private static final Duration SHORT = Duration.ofMillis(500);
    /* A busy machine is no broker that is away. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Clock clock = Clock.systemUTC();
    private final AuditRecords records = new AuditRecords(new Ids(clock), clock);
    private final String database = "audit_" + UUID.randomUUID().toString().substring(0, 8);
    private final MongoClient store = MongoClients.create(TestMongo.uri());
    private final AuditSpool spool = new AuditSpool(store.getDatabase(database));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @Promise("P-34")
    void recordsAreInKafkaAndNumberedWithoutGapsWhenTheCallReturns() {
        String producer = "test:" + UUID.randomUUID();
        try (AuditTrail trail = trail(TestKafka.bootstrapServers(), spool, producer)) {
            trail.record(IntStream.range(0, 100).mapToObj(i -> event()).toList());
        }
        assertThat(sequencesOf(producer, 100))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    @Promise("P-34")
    void recordsWaitInTheServicesStoreWhileTheBrokerIsAwayAndFollowInOrder() {
        String producer = "test:" + UUID.randomUUID();
        try (AuditTrail trail = trail(NOBODY, spool, producer)) {
            trail.record(IntStream.range(0, 20).mapToObj(i -> event()).toList());
        }
        assertThat(spool.first(100)).hasSize(20);

        try (AuditTrail later =
                trail(TestKafka.bootstrapServers(), spool, "test:" + UUID.randomUUID())) {
            later.drain();
        }

        assertThat(spool.first(100)).isEmpty();
        assertThat(sequencesOf(producer, 20))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    @Promise("P-34")
    void nothingMayBeReleasedWhenBrokerAndStoreAreAway() {
        try (MongoClient away =
                        MongoClients.create(
                                MongoClientSettings.builder()
                                        .applyConnectionString(
                                                new ConnectionString("mongodb://" + NOBODY))
                                        .applyToClusterSettings(
                                                cluster ->
                                                        cluster.serverSelectionTimeout(
                                                                200, TimeUnit.MILLISECONDS))
                                        .build());
                AuditTrail trail =
                        trail(NOBODY, new AuditSpool(away.getDatabase(database)), "test:away")) {
            AuditRecorded event = event();
            assertThatThrownBy(() -> trail.record(event))
                    .isInstanceOf(AuditUnavailableException.class);
        }
    }

    private AuditTrail trail(String bootstrap, AuditSpool into, String producer) {
        var kafka = new KafkaSettings(bootstrap, "PLAINTEXT", "identity-service", null);
        return new AuditTrail(
                Producers.giveUpAfter(kafka, bootstrap.equals(NOBODY) ? SHORT : LONG),
                into,
                WireJson.mapper(),
                new EventHeaders("identity-service", clock),
                new AuditMac(
                        new Keysets(TestKeys.directory()).mac(AuditMac.keyset("identity-service"))),
                producer,
                new SimpleMeterRegistry());
    }

    private AuditRecorded event() {
        return records.bySystem("test.done", new Target(null, null, "test", null));
    }

    private static List<Long> sequencesOf(String producer, int count) {
        return TopicReader.await(
                        Topic.AUDIT_EVENTS.wireName(), count, one -> producer.equals(one.key()))
                .stream()
                .map(one -> Long.parseLong(TopicReader.header(one, AuditRecorded.SEQUENCE_HEADER)))
                .toList();
    }
}
