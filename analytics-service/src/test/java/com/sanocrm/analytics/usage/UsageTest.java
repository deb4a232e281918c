package com.sanocrm.analytics.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.analytics.AnalyticsServiceApplication;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.AgeBand;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Sex;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.ConversationOpened.Category;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestPlatform;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** From the events of other services to the analysts' stream. */
@SpringBootTest(
        classes = AnalyticsServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatform.class)
class UsageTest {
    @LocalServerPort private int port;
    @Autowired private KafkaSettings settings;
    @Autowired private JsonMapper json;
    @Autowired private People people;
    @Autowired private MongoDatabase database;

    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final AccountId clinician = new AccountId(TestTokens.newAccountId());
    private final PartnerId clinic = new PartnerId("par_" + UUID.randomUUID());
    /* A first-level subdivision of this test's own, by which it knows its events. */
    private final String region =
            "AE-" + UUID.randomUUID().toString().substring(0, 3).toUpperCase(Locale.ROOT);
    private @Nullable Producer<String, byte[]> kafka;

    @BeforeEach
    void aPolicyThatCountsUsageByDefault() {
        kafka = Producers.persistent(settings);
        publish(
                new PolicyPublished(
                        "v1",
                        LocalDate.EPOCH,
                        false,
                        Map.of("usage-analytics", Choice.GRANTED),
                        Instant.EPOCH,
                        Map.of("uae", Map.of("usage-analytics", Choice.GRANTED))),
                1);
    }

    @AfterEach
    void close() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    @Promise("P-21")
    void anEventIsReleasedOnceWithoutIdNameOrTime() {
        account();
        choices(1, Map.of());
        MessageSent message = message();
        String sourceId = "evt_" + UUID.randomUUID();
        publish(message, 1, sourceId);
        publish(message, 1, sourceId);

        ConsumerRecord<String, String> released = released("message-sent");

        assertThat(released.key()).isNull();
        assertThat(released.timestamp() % Duration.ofDays(1).toMillis()).isZero();
        String everything =
                released.value()
                        + TopicReader.header(released, "ce_id")
                        + TopicReader.header(released, "ce_time");
        assertThat(everything)
                .doesNotContain(
                        patient.value(),
                        clinician.value(),
                        clinic.value(),
                        message.conversationId().value(),
                        message.messageId().value(),
                        sourceId,
                        "T12:34");
        assertThat(released.headers().lastHeader("traceparent")).isNull();
        assertThat(released.headers().lastHeader("ce_sequence")).isNull();
        released("account-registered");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            assertThat(people.find(patient).orElseThrow().waiting()).isEmpty();
                            assertThat(outbox()).isEmpty();
                        });
        assertThat(countOf("message-sent")).isEqualTo(1);
    }

    @Test
    @Promise({"P-21", "P-24"})
    void usageBeforeItsPersonIsKnownWaitsAndADenialEndsIt() {
        publish(message(), 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> people.find(patient).isPresent());
        account();
        choices(1, Map.of("usage-analytics", Choice.DENIED));

        confirmed(1);
        assertThat(people.find(patient).orElseThrow().waiting()).isEmpty();
        choices(2, Map.of("usage-analytics", Choice.GRANTED));
        confirmed(2);
        publish(message(), 2);

        released("message-sent");

        assertThat(countOf("message-sent")).isEqualTo(1);
    }

    @Test
    void usageThatCameFirstIsReleasedWhenItsPersonIsKnown() {
        publish(message(), 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> people.find(patient).isPresent());
        choices(1, Map.of());
        account();

        released("message-sent");
    }

    @Test
    void anAnalystSeesTheStreamLiveAndNobodyElseDoes() throws Exception {
        assertThat(stream(TestTokens.token(clinician.value(), "clinician")).statusCode())
                .isEqualTo(403);
        HttpResponse<InputStream> live =
                stream(TestTokens.token(TestTokens.newAccountId(), "analyst"));
        assertThat(live.statusCode()).isEqualTo(200);
        choices(1, Map.of());
        account();

        try (var lines =
                new BufferedReader(new InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().filter(line -> line.contains(region)).findFirst())
                    .hasValueSatisfying(
                            line -> assertThat(line).startsWith("data: {\"kind\":\"account-"));
        }
    }

    private HttpResponse<InputStream> stream(String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:"
                                                        + port
                                                        + "/api/v1/analytics/events/stream"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    private ConsumerRecord<String, String> released(String kind) {
        return TopicReader.await(
                        Topic.DEIDENTIFIED.wireName(),
                        1,
                        event -> event.value().contains(region) && event.value().contains(kind))
                .getFirst();
    }

    private void confirmed(long version) {
        TopicReader.await(
                Topic.CONSENT_APPLIED.wireName(),
                1,
                event ->
                        event.value()
                                .equals(
                                        "{\"accountId\":\"%s\",\"version\":%d,\"service\":\"analytics-service\"}"
                                                .formatted(patient, version)));
    }

    /** Reads up to the topic's present end. */
    private long countOf(String kind) {
        long count = 0;
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            var partitions =
                    consumer.partitionsFor(Topic.DEIDENTIFIED.wireName()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var event : consumer.poll(Duration.ofMillis(100))) {
                    count += event.value().contains(region) && event.value().contains(kind) ? 1 : 0;
                }
            }
        }
        return count;
    }

    private List<?> outbox() {
        var document =
                database.getCollection("people").find(Filters.eq("_id", patient.value())).first();
        return document == null ? List.of() : document.getList("outbox", Object.class);
    }

    private void account() {
        publish(
                new AccountChanged(
                        patient,
                        Status.ACTIVE,
                        Set.of(Role.PATIENT),
                        null,
                        clinic,
                        AgeBand.FROM_30_TO_39,
                        "AE",
                        region,
                        Sex.FEMALE,
                        "v1",
                        Map.of(),
                        Instant.parse("2026-11-23T12:34:56Z"),
                        null,
                        null),
                1);
    }

    private void choices(long version, Map<String, Choice> choices) {
        publish(new ConsentChanged(patient, version, choices, "v1", Instant.EPOCH), version);
    }

    private MessageSent message() {
        return new MessageSent(
                new MessageId("msg_" + UUID.randomUUID()),
                new ConversationId("cnv_" + UUID.randomUUID()),
                clinic,
                patient,
                clinician,
                Set.of(patient, clinician),
                Category.RESULTS,
                12,
                0,
                Instant.parse("2026-11-23T12:34:56Z"));
    }

    private void publish(Event event, long sequence) {
        publish(event, sequence, "evt_" + UUID.randomUUID());
    }

    private void publish(Event event, long sequence, String id) {
        var message =
                new ProducerRecord<>(
                        event.eventType().topic().wireName(),
                        null,
                        null,
                        event.key(),
                        json.writeValueAsBytes(event),
                        new EventHeaders("test", Clock.systemUTC())
                                .of(id, event.eventType(), event.key(), null, sequence));
        try {
            Objects.requireNonNull(kafka).send(message).get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
