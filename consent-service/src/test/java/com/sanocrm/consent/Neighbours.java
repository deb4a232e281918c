package com.sanocrm.consent;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import com.sanocrm.platform.test.TestKafka;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The services around consent-service, as far as it hears of them: identity tells of accounts, and
 * those that enforce choices confirm what they read.
 */
@Component
public class Neighbours {
    public static final Set<String> ALL = Set.of("messaging-service", "analytics-service");

    private final Producer<String, byte[]> kafka;
    private final JsonMapper json;
    private volatile Set<String> enforcing = ALL;
    private @Nullable Thread thread;

    Neighbours(KafkaSettings settings, JsonMapper json) {
        this.kafka = Producers.persistent(settings);
        this.json = json;
    }

    /** From now on only these confirm. */
    public void enforcing(Set<String> services) {
        enforcing = services;
    }

    @PostConstruct
    void start() {
        thread = Thread.ofVirtual().start(this::confirm);
    }

    @PreDestroy
    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
        kafka.close(Duration.ofSeconds(1));
    }

    private void confirm() {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                TestKafka.bootstrapServers(),
                                "group.id",
                                "neighbours-" + UUID.randomUUID(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.CONSENT_STATE.wireName()));
            while (!Thread.currentThread().isInterrupted()) {
                for (var record : consumer.poll(Duration.ofMillis(50))) {
                    if (record.value() == null) {
                        continue;
                    }
                    var state = json.readValue(record.value(), ConsentChanged.class);
                    for (String service : enforcing) {
                        var confirmation =
                                new ConsentApplied(state.accountId(), state.version(), service);
                        var _ = kafka.send(message(confirmation, 1));
                    }
                }
            }
        } catch (org.apache.kafka.common.errors.InterruptException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** An active patient's account, from identity-service. */
    public void account(
            AccountId accountId,
            @Nullable PartnerId through,
            Map<String, Choice> choices,
            Instant registeredAt,
            long sequence) {
        publish(
                new AccountChanged(
                        accountId,
                        AccountChanged.Status.ACTIVE,
                        Set.of(AccountChanged.Role.PATIENT),
                        null,
                        through,
                        AccountChanged.AgeBand.FROM_30_TO_39,
                        "AE",
                        "AE-DU",
                        AccountChanged.Sex.FEMALE,
                        "2026-11-23",
                        choices,
                        registeredAt,
                        "en",
                        null),
                sequence);
    }

    /** A patient's account of that status and place, from identity-service. */
    public void account(
            AccountId accountId,
            AccountChanged.Status status,
            @Nullable String country,
            Map<String, Choice> choices) {
        account(accountId, status, country, null, choices);
    }

    /** As above, of somebody who may have had the processing restricted. */
    public void account(
            AccountId accountId,
            AccountChanged.Status status,
            @Nullable String country,
            @Nullable Instant restrictedSince,
            Map<String, Choice> choices) {
        publish(
                new AccountChanged(
                        accountId,
                        status,
                        Set.of(AccountChanged.Role.PATIENT),
                        null,
                        null,
                        null,
                        country,
                        null,
                        null,
                        null,
                        choices,
                        Instant.parse("2026-11-22T10:00:00Z"),
                        null,
                        restrictedSince),
                1);
    }

    /** Puts the event on its topic, and returns when it is there. */
    public void publish(Event event, long sequence) {
        try {
            kafka.send(message(event, sequence)).get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private ProducerRecord<String, byte[]> message(Event event, long sequence) {
        return new ProducerRecord<>(
                event.eventType().topic().wireName(),
                null,
                null,
                event.key(),
                json.writeValueAsBytes(event),
                new EventHeaders("test", Clock.systemUTC())
                        .of(
                                "evt_" + UUID.randomUUID(),
                                event.eventType(),
                                event.key(),
                                null,
                                sequence));
    }
}
