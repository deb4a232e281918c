package com.sanocrm.stack.kafka;

import com.sanocrm.contracts.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Events that a consumer gave up. Replaying sends one to its topic again, where whoever had applied
 * it already notices the repeat; how far was replayed is kept as the operator's group offset. On a
 * compacted topic an event that a later one of its key has replaced is skipped: as the newest
 * record it would undo the later one for every future reader.
 */
public final class DeadLetters {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int FIRST_LINE = 160;

    private final KafkaLogin operator;
    private final KafkaLogin admin;

    /**
     * Reads as the operator and writes back as the administrator: nobody else writes others'
     * topics.
     */
    public DeadLetters(KafkaLogin operator, KafkaLogin admin) {
        this.operator = operator;
        this.admin = admin;
    }

    /** An event that waits. */
    public record Waiting(
            Topic topic, int partition, long offset, String type, String id, String reason) {}

    /** What a replay did. */
    public record Replayed(int sent, int superseded) {}

    /** Every dead letter that was not replayed yet. */
    public List<Waiting> waiting() {
        List<Waiting> waiting = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(operator)) {
            for (Topic topic : Topic.values()) {
                if (!topic.deadLetterWriters().isEmpty()) {
                    read(consumer, topic).forEach(each -> waiting.add(describe(topic, each)));
                }
            }
        }
        return waiting;
    }

    /** Sends the topic's waiting dead letters again. */
    public Replayed replay(Topic topic) throws InterruptedException, ExecutionException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(operator);
                KafkaProducer<byte[], byte[]> producer = producer()) {
            List<ConsumerRecord<byte[], byte[]>> letters = read(consumer, topic);
            Set<String> newer =
                    topic.retention().isPresent() ? Set.of() : keysWrittenAfter(topic, letters);
            int sent = 0;
            Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> letter : letters) {
                if (!newer.contains(text(letter.key()))) {
                    producer.send(again(topic, letter)).get();
                    sent++;
                }
                done.put(
                        new TopicPartition(letter.topic(), letter.partition()),
                        new OffsetAndMetadata(letter.offset() + 1));
            }
            consumer.commitSync(done);
            return new Replayed(sent, letters.size() - sent);
        }
    }

    /** Only the event's own headers: what the binder said about the failure is not part of it. */
    private static ProducerRecord<byte[], byte[]> again(
            Topic topic, ConsumerRecord<byte[], byte[]> letter) {
        List<Header> own =
                Arrays.stream(letter.headers().toArray())
                        .filter(header -> isOwn(header.key()))
                        .toList();
        return new ProducerRecord<>(
                topic.wireName(), null, letter.timestamp(), letter.key(), letter.value(), own);
    }

    private static boolean isOwn(String header) {
        return header.startsWith("ce_")
                || header.startsWith("sano_")
                || header.equals("traceparent")
                || header.equals("content-type");
    }

    private List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, Topic topic) {
        List<TopicPartition> partitions = partitions(consumer, topic.deadLetterName());
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed =
                consumer.committed(new HashSet<>(partitions));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata replayed = committed.get(partition);
            long begin = Objects.requireNonNullElse(beginnings.get(partition), 0L);
            consumer.seek(partition, replayed == null ? begin : Math.max(begin, replayed.offset()));
        }
        return readToEnd(consumer, partitions);
    }

    private Set<String> keysWrittenAfter(
            Topic topic, List<ConsumerRecord<byte[], byte[]>> letters) {
        Map<String, Long> failedAt = new HashMap<>();
        letters.forEach(
                letter -> failedAt.merge(text(letter.key()), originalOffset(letter), Math::max));
        Set<String> newer = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(admin)) {
            List<TopicPartition> partitions = partitions(consumer, topic.wireName());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (ConsumerRecord<byte[], byte[]> each : readToEnd(consumer, partitions)) {
                Long failed = failedAt.get(text(each.key()));
                if (failed != null && each.offset() > failed) {
                    newer.add(text(each.key()));
                }
            }
        }
        return newer;
    }

    /** Where it was before it failed, as the binder says; unknown counts as newest. */
    private static long originalOffset(ConsumerRecord<byte[], byte[]> letter) {
        Header header = letter.headers().lastHeader("x-original-offset");
        return header == null || header.value().length != Long.BYTES
                ? Long.MAX_VALUE
                : ByteBuffer.wrap(header.value()).getLong();
    }

    private static List<ConsumerRecord<byte[], byte[]>> readToEnd(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (partitions.stream()
                .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
    }

    private static Waiting describe(Topic topic, ConsumerRecord<byte[], byte[]> letter) {
        String reason = header(letter, "x-exception-message");
        String line = reason.lines().findFirst().orElse("");
        return new Waiting(
                topic,
                letter.partition(),
                letter.offset(),
                header(letter, "ce_type"),
                header(letter, "ce_id"),
                line.length() > FIRST_LINE ? line.substring(0, FIRST_LINE) : line);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaLogin login) {
        Map<String, Object> settings = login.properties();
        settings.put("group.id", login.principal() + "-dlt");
        settings.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                admin.properties(), new ByteArraySerializer(), new ByteArraySerializer());
    }
}
