package com.sanocrm.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.app.NotesApplication;
import com.sanocrm.platform.app.NotesApplication.Chosen;
import com.sanocrm.platform.app.NotesApplication.ChosenStore;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.Effect;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** A whole poll is applied in one read and one write, with the guarantees of a single event. */
@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatform.class)
class BatchTest {
    private static final String SOURCE = "test.source.v1";

    @Autowired private ChosenStore store;
    @Autowired private JsonMapper json;

    @AfterEach
    void storeIsBack() {
        store.away.set(false);
    }

    @Test
    void eventsOfOneDocumentAreOneWriteInTheirOrderAndAllAreAnnounced() {
        AccountId one = person();
        AccountId other = person();

        documents()
                .applyAll(
                        List.of(effect(one, 1), effect(other, 1), effect(one, 2), effect(one, 3)));

        assertThat(stored(one).state().versions()).containsExactly(1L, 2L, 3L);
        assertThat(stored(one).version()).isEqualTo(1);
        assertThat(stored(one).lastSequence()).isEqualTo(3);
        assertThat(stored(other).state().versions()).containsExactly(1L);
        assertThat(announced(one, 3)).containsExactly(1L, 2L, 3L);
        assertThat(announced(other, 1)).containsExactly(1L);
    }

    @Test
    void theSameBatchAgainChangesNothing() {
        AccountId one = person();
        AccountId other = person();
        var batch = List.of(effect(one, 1), effect(other, 1), effect(one, 2), effect(one, 2));
        documents().applyAll(batch);
        Stored<Chosen> before = stored(one);

        documents().applyAll(batch);
        documents().applyAll(List.of(effect(one, 1), effect(one, 2), effect(one, 3)));

        assertThat(before.state().versions()).containsExactly(1L, 2L);
        assertThat(stored(one).state().versions()).containsExactly(1L, 2L, 3L);
        assertThat(stored(other).version()).isEqualTo(1);
        assertThat(announced(one, 3)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatAnotherWriterChangedMeanwhileIsAppliedOnTopOfThat() {
        AccountId changed = person();
        AccountId created = person();
        AccountId removed = person();
        AccountId untouched = person();
        documents().applyAll(List.of(effect(changed, 1), effect(removed, 1), effect(untouched, 1)));

        documents()
                .applyAll(
                        List.of(
                                effect(untouched, 2),
                                disturbed(changed, 2, () -> mark(changed)),
                                effect(changed, 3),
                                disturbed(created, 1, () -> create(created)),
                                disturbed(removed, 2, () -> remove(removed))));

        assertThat(stored(changed).state())
                .isEqualTo(new Chosen(changed, List.of(1L, 2L, 3L), "marked"));
        assertThat(stored(created).state()).isEqualTo(new Chosen(created, List.of(1L), "created"));
        assertThat(stored(removed).state().versions()).containsExactly(2L);
        assertThat(stored(untouched).state().versions()).containsExactly(1L, 2L);
        assertThat(announced(changed, 3)).containsExactly(1L, 2L, 3L);
        assertThat(announced(untouched, 2)).containsExactly(1L, 2L);
    }

    @Test
    void ofABatchWithAnEffectThatFailsNothingIsApplied() {
        AccountId one = person();
        AccountId other = person();

        assertThatThrownBy(
                        () ->
                                documents()
                                        .applyAll(
                                                List.of(
                                                        effect(one, 1),
                                                        new Effect<>(
                                                                other.value(),
                                                                SOURCE,
                                                                1,
                                                                null,
                                                                known -> {
                                                                    throw new IllegalStateException(
                                                                            "poison");
                                                                }))))
                .hasMessage("poison");

        assertThat(documents().find(one.value())).isEmpty();
        assertThat(documents().find(other.value())).isEmpty();
    }

    @Test
    void poisonGoesToTheDeadLettersByItselfAndTheEndOfAKeyHasNoEffect() {
        List<AccountId> people = Stream.generate(BatchTest::person).limit(20).toList();
        AccountId poisoned = people.get(7);
        AccountId ended = people.get(9);
        AccountId unreadable = people.get(11);
        try (var kafka = producer()) {
            for (AccountId person : people) {
                send(kafka, message(person, 1, person.equals(poisoned) ? "poison" : "1"));
                send(
                        kafka,
                        person.equals(ended)
                                ? message(person, 2, (byte[]) null)
                                : person.equals(unreadable)
                                        ? message(person, 2, bytes("{\"version\": {}}"))
                                        : message(person, 2, "1"));
                send(kafka, message(person, 3, "1"));
            }
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(people)
                                        .allSatisfy(
                                                person ->
                                                        assertThat(versions(person)).endsWith(3L)));
        assertThat(versions(people.getFirst())).containsExactly(1L, 2L, 3L);
        assertThat(versions(poisoned)).containsExactly(2L, 3L);
        assertThat(versions(ended)).containsExactly(1L, 3L);
        assertThat(versions(unreadable)).containsExactly(1L, 3L);
        String letters = Topic.CONSENT_STATE.deadLetterName();
        assertThat(recordsOf(letters, poisoned, 1)).hasSize(1);
        assertThat(recordsOf(letters, unreadable, 1))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.value()).isEqualTo(bytes("{\"version\": {}}"));
                            assertThat(header(letter, "ce_sequence")).isEqualTo("2");
                            assertThat(header(letter, "x-exception-message")).contains("not a ");
                        });
        assertThat(recordsOf(letters, ended, 0)).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayThePollWaitsAndNothingIsLost() {
        List<AccountId> people = Stream.generate(BatchTest::person).limit(10).toList();
        store.away.set(true);
        int before = store.refused.get();
        try (var kafka = producer()) {
            people.forEach(person -> send(kafka, message(person, 1, "1")));
            people.forEach(person -> send(kafka, message(person, 2, "1")));
            send(kafka, message(people.getLast(), 3, bytes("{")));
        }
        /* Longer than a single event would be tried before it goes to the dead letters. */
        await().atMost(Duration.ofSeconds(60))
                .during(Duration.ofSeconds(3))
                .until(() -> store.refused.get() > before);
        assertThat(versions(people.getFirst())).isEmpty();

        store.away.set(false);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(people)
                                        .allSatisfy(
                                                person ->
                                                        assertThat(versions(person))
                                                                .containsExactly(1L, 2L)));
        assertThat(recordsOf(Topic.CONSENT_STATE.deadLetterName(), people.getLast(), 1)).hasSize(1);
        assertThat(recordsOf(Topic.CONSENT_STATE.deadLetterName(), people.getFirst(), 0)).isEmpty();
    }

    private Documents<Chosen> documents() {
        return store.documents;
    }

    private static AccountId person() {
        return new AccountId(AccountId.PREFIX + "_" + UUID.randomUUID());
    }

    private static Effect<Chosen> effect(AccountId person, long version) {
        return disturbed(person, version, () -> {});
    }

    /** When it is asked for the first time, another writer is quicker. */
    private static Effect<Chosen> disturbed(AccountId person, long version, Runnable other) {
        var disturbed = new AtomicBoolean();
        return new Effect<>(
                person.value(),
                SOURCE,
                version,
                null,
                known -> {
                    if (!disturbed.getAndSet(true)) {
                        other.run();
                    }
                    return known.orElse(new Chosen(person, List.of(), null)).with(version);
                });
    }

    private void mark(AccountId person) {
        documents()
                .change(
                        person.value(),
                        known -> Change.of(new Chosen(person, known.state().versions(), "marked")));
    }

    private void create(AccountId person) {
        documents().create(Change.of(new Chosen(person, List.of(), "created")));
    }

    private void remove(AccountId person) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(
                        () ->
                                documents()
                                                .remove(
                                                        com.mongodb.client.model.Filters.eq(
                                                                "_id", person.value()))
                                        == 1);
    }

    private Stored<Chosen> stored(AccountId person) {
        return documents().find(person.value()).orElseThrow();
    }

    private List<Long> versions(AccountId person) {
        return documents().find(person.value()).map(it -> it.state().versions()).orElse(List.of());
    }

    /** The versions of the announcements of that person, in their order. */
    private List<Long> announced(AccountId person, int atLeast) {
        return recordsOf(Topic.CONSENT_APPLIED.wireName(), person, atLeast).stream()
                .map(record -> json.readTree(record.value()).get("version").asLong())
                .toList();
    }

    private ProducerRecord<String, byte[]> message(AccountId person, long version, String policy) {
        var event = new ConsentChanged(person, version, Map.of(), policy, Instant.EPOCH);
        return message(person, version, json.writeValueAsBytes(event));
    }

    private static ProducerRecord<String, byte[]> message(
            AccountId person, long sequence, byte @Nullable [] value) {
        return new ProducerRecord<>(
                Topic.CONSENT_STATE.wireName(),
                0,
                null,
                person.value(),
                value,
                new EventHeaders("test", Clock.systemUTC())
                        .of(
                                UUID.randomUUID().toString(),
                                EventType.CONSENT_CHANGED,
                                person.value(),
                                null,
                                sequence));
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "linger.ms", 50),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void send(
            KafkaProducer<String, byte[]> kafka, ProducerRecord<String, byte[]> record) {
        var _ = kafka.send(record);
    }

    /** All records of that key up to the topic's end, once there are so many. */
    private static List<ConsumerRecord<String, byte[]>> recordsOf(
            String topic, AccountId key, int atLeast) {
        var settings = new Properties();
        settings.put("bootstrap.servers", TestKafka.bootstrapServers());
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(
                                    one ->
                                            new org.apache.kafka.common.TopicPartition(
                                                    topic, one.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(
                                                record -> {
                                                    if (key.value().equals(record.key())) {
                                                        found.add(record);
                                                    }
                                                });
                                return found.size() >= atLeast
                                        && consumer.endOffsets(partitions).entrySet().stream()
                                                .allMatch(
                                                        end ->
                                                                consumer.position(end.getKey())
                                                                        >= end.getValue());
                            });
            return found;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .orElse(null);
    }
}
