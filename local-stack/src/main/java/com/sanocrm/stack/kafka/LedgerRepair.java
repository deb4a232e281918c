package com.sanocrm.stack.kafka;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Repairs a record of the ledger of erasures that no service can read, by writing a later one under
 * its key: services that wait for it open.
 */
public final class LedgerRepair {
    private static final String LEDGER = Topic.ERASURES.wireName();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaLogin admin;

    /** Reads and writes as the administrator: nobody but identity-service writes the ledger. */
    public LedgerRepair(KafkaLogin admin) {
        this.admin = admin;
    }

    /** The key of the record at that place; empty if there is none. */
    public Optional<String> keyAt(int partition, long offset) {
        try (var consumer =
                new KafkaConsumer<String, String>(
                        admin.properties(), new StringDeserializer(), new StringDeserializer())) {
            var place = new TopicPartition(LEDGER, partition);
            consumer.assign(List.of(place));
            Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(place), PATIENCE);
            if (offset < 0 || offset >= ends.getOrDefault(place, 0L)) {
                return Optional.empty();
            }
            consumer.seek(place, offset);
            return consumer.poll(PATIENCE).records(place).stream()
                    .filter(record -> record.offset() == offset)
                    .map(ConsumerRecord::key)
                    .findFirst();
        }
    }

    /**
     * Orders the erasure of that account, once more or at last: every service does what its store
     * does not know as done.
     *
     * @throws IllegalArgumentException if the key is no account's
     */
    public void erase(String key) throws InterruptedException, ExecutionException {
        var account = new AccountId(key);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        write(
                account.value(),
                """
                {"erasureId": "%s", "accountId": "%s", "step": "%s", "subscriberIds": [], "orderedAt": "%s"}"""
                        .formatted(
                                ErasureId.of(account).value(),
                                account.value(),
                                ErasureStep.CLEAN_UP
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                                now),
                now);
    }

    /** Says that the key holds no order. */
    public void drop(String key) throws InterruptedException, ExecutionException {
        write(key, null, Instant.now());
    }

    private void write(String key, @Nullable String value, Instant now)
            throws InterruptedException, ExecutionException {
        var record = new ProducerRecord<>(LEDGER, key, value);
        if (value != null) {
            String type = EventType.ERASURE_ORDERED.wireName();
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            "evt_" + UUID.randomUUID(),
                            "ce_type",
                            type,
                            "ce_source",
                            "/ledger-repair",
                            "ce_time",
                            now.toString(),
                            "ce_dataschema",
                            "/schemas/" + type + ".json",
                            "content-type",
                            "application/json")
                    .forEach(
                            (name, text) ->
                                    record.headers()
                                            .add(name, text.getBytes(StandardCharsets.UTF_8)));
        }
        try (var producer =
                new KafkaProducer<>(
                        admin.properties(), new StringSerializer(), new StringSerializer())) {
            producer.send(record).get();
        }
    }
}
