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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Repairs a record of the ledger of erasures that no service can read, by writing a later one under
 * its key into its partition: services that wait for it open. An order that can be read is never
 * taken away.
 */
public final class LedgerRepair {
    private static final String LEDGER = Topic.ERASURES.wireName();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaLogin admin;

    /** Reads and writes as the administrator: nobody but identity-service writes the ledger. */
    public LedgerRepair(KafkaLogin admin) {
        this.admin = admin;
    }

    /** The record at that place, with what stands under its key; empty if there is none. */
    public Optional<LedgerEntry> at(int partition, long offset) {
        if (partition < 0 || partition >= Topic.ERASURES.partitions()) {
            return Optional.empty();
        }
        var place = new TopicPartition(LEDGER, partition);
        Map<String, Object> settings = admin.properties();
        /* What it reads is there already. */
        settings.put("fetch.max.wait.ms", 20);
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place), PATIENCE).getOrDefault(place, 0L);
            var entry = new LedgerEntry.Search(offset);
            while (consumer.position(place, PATIENCE) < end) {
                consumer.poll(PATIENCE).forEach(entry::see);
            }
            return entry.found();
        }
    }

    /**
     * Orders the erasure of that account, once more or at last: every service does what its store
     * does not know as done. Under a key that is no account's there is nothing any more then.
     */
    public void erase(LedgerEntry entry, AccountId account)
            throws InterruptedException, ExecutionException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String order =
                """
                {"erasureId": "%s", "accountId": "%s", "step": "%s", "subscriberIds": [], "orderedAt": "%s"}"""
                        .formatted(
                                ErasureId.of(account).value(),
                                account.value(),
                                LedgerEntry.wireName(ErasureStep.CLEAN_UP),
                                now);
        write(
                entry.account().isPresent() ? entry.partition() : null,
                account.value(),
                order.getBytes(StandardCharsets.UTF_8),
                headers(now));
        if (entry.account().isEmpty()) {
            write(entry.partition(), entry.key(), null, List.of());
        }
    }

    /** Says that the record was no order: what was ordered before it under its key stands again. */
    public void drop(LedgerEntry entry) throws InterruptedException, ExecutionException {
        ConsumerRecord<String, byte[]> before = entry.before();
        if (before == null) {
            write(entry.partition(), entry.key(), null, List.of());
        } else {
            write(entry.partition(), entry.key(), before.value(), before.headers());
        }
    }

    private static List<Header> headers(Instant now) {
        String type = EventType.ERASURE_ORDERED.wireName();
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", "evt_" + UUID.randomUUID()),
                header("ce_type", type),
                header("ce_source", "/ledger-repair"),
                header("ce_time", now.toString()),
                header("ce_dataschema", "/schemas/" + type + ".json"),
                header("content-type", "application/json"));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void write(
            @Nullable Integer partition,
            String key,
            byte @Nullable [] value,
            Iterable<Header> headers)
            throws InterruptedException, ExecutionException {
        try (var producer =
                new KafkaProducer<>(
                        admin.properties(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(LEDGER, partition, key, value, headers)).get();
        }
    }
}
