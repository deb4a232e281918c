package com.sanocrm.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.app.NotesApplication;
import com.sanocrm.platform.app.NotesApplication.Note;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestPlatform;
import com.sanocrm.platform.test.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** A write carries its events to Kafka, and an event has its effect once. */
@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatform.class)
class PublishingTest {
    @LocalServerPort private int port;
    @Autowired private Documents<Note> notes;
    @Autowired private MongoDatabase database;
    @Autowired private JsonMapper json;

    @Test
    void aWriteIsPublishedWithItsAuditRecordAndLeavesTheOutbox() throws Exception {
        String id = create("first");

        ConsumerRecord<String, byte[]> event =
                first(Topic.PARTNERS, record -> id.equals(record.key()));
        assertThat(header(event, "ce_type")).isEqualTo(EventType.PARTNER_CHANGED.wireName());
        assertThat(header(event, "ce_sequence")).isEqualTo("1");
        assertThat(header(event, "traceparent")).startsWith("00-");
        ConsumerRecord<String, byte[]> audit =
                first(
                        Topic.AUDIT_EVENTS,
                        record -> new String(record.value(), StandardCharsets.UTF_8).contains(id));
        assertThat(Long.parseLong(header(audit, "sano_sequence"))).isPositive();
        await().atMost(Duration.ofSeconds(60)).until(() -> outboxOf(id).isEmpty());
    }

    private List<Object> outboxOf(String id) {
        var note = database.getCollection("notes").find(Filters.eq("_id", id)).first();
        return Objects.requireNonNull(note).getList("outbox", Object.class);
    }

    @Test
    void anEventThatComesThreeTimesHasItsEffectOnce() throws Exception {
        var partner = new PartnerId(PartnerId.PREFIX + "_" + UUID.randomUUID());
        try (var kafka = producer()) {
            for (int i = 0; i < 3; i++) {
                kafka.send(message(partner, "thrice", 1)).get();
            }
            kafka.send(message(partner, "thrice", 2)).get();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                notes.find(partner.value()).map(n -> n.state().times()).orElse(0)
                                        == 2);
    }

    @Test
    void aPoisonEventGoesToTheDeadLettersAndThePartitionGoesOn() throws Exception {
        var poisoned = new PartnerId(PartnerId.PREFIX + "_" + UUID.randomUUID());
        try (var kafka = producer()) {
            kafka.send(message(poisoned, "poison", 1)).get();
            kafka.send(message(poisoned, "after", 2)).get();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> notes.find(poisoned.value()).isPresent());
        assertThat(
                        firstOf(
                                        Topic.PARTNERS.deadLetterName(),
                                        record -> poisoned.value().equals(record.key()))
                                .value())
                .asString()
                .contains("poison");
    }

    @Test
    void theEndOfAKeyHasNoEffectAndHoldsUpNobody() throws Exception {
        var ended = new PartnerId(PartnerId.PREFIX + "_" + UUID.randomUUID());
        try (var kafka = producer()) {
            var end = message(ended, "x", 1);
            kafka.send(
                            new ProducerRecord<>(
                                    end.topic(), null, null, end.key(), null, end.headers()))
                    .get();
            kafka.send(message(ended, "after", 2)).get();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> notes.find(ended.value()).isPresent());
        assertThat(notes.find(ended.value()).map(note -> note.state().times())).contains(1);
    }

    private String create(String text) throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://localhost:"
                                                                + port
                                                                + "/api/v1/notes"))
                                        .header("Content-Type", "application/json")
                                        .header(
                                                "Authorization",
                                                "Bearer "
                                                        + TestTokens.token(
                                                                TestTokens.newAccountId(),
                                                                "operator"))
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "{\"text\":\"" + text + "\"}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("traceparent")).isPresent();
        return json.readTree(answer.body()).get("id").asString();
    }

    private ProducerRecord<String, byte[]> message(PartnerId partner, String name, long sequence) {
        var event =
                new PartnerChanged(
                        partner, PartnerChanged.Status.ACTIVE, name, "AE", LocalDate.EPOCH);
        return new ProducerRecord<>(
                Topic.PARTNERS.wireName(),
                null,
                null,
                partner.value(),
                json.writeValueAsBytes(event),
                new EventHeaders("test", Clock.systemUTC())
                        .of(
                                UUID.randomUUID().toString(),
                                EventType.PARTNER_CHANGED,
                                partner.value(),
                                null,
                                sequence));
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static ConsumerRecord<String, byte[]> first(
            Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return firstOf(topic.wireName(), wanted);
    }

    private static ConsumerRecord<String, byte[]> firstOf(
            String topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        var settings = new Properties();
        settings.put("bootstrap.servers", TestKafka.bootstrapServers());
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(
                                                record -> {
                                                    if (wanted.test(record)) {
                                                        found.add(record);
                                                    }
                                                });
                                return !found.isEmpty();
                            });
        }
        return found.getFirst();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
