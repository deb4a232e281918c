package com.sanocrm.platform.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic of this JVM's broker from its beginning. */
public final class TopicReader {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TopicReader() {}

    /** Waits until that many events are wanted ones, and answers them in the order of reading. */
    public static List<ConsumerRecord<String, String>> await(
            String topic, int count, Predicate<ConsumerRecord<String, String>> wanted) {
        return records(topic, count, one -> one.value() != null && wanted.test(one));
    }

    /**
     * Waits until the key has ended: a record without a value, with which compaction forgets it.
     */
    public static void awaitEnd(String topic, String key) {
        var _ = records(topic, 1, one -> one.value() == null && key.equals(one.key()));
    }

    private static List<ConsumerRecord<String, String>> records(
            String topic, int count, Predicate<ConsumerRecord<String, String>> wanted) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (var consumer = consumer(topic)) {
            org.awaitility.Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(
                                                one -> {
                                                    if (wanted.test(one)) {
                                                        found.add(one);
                                                    }
                                                });
                                return found.size() >= count;
                            });
        }
        return found;
    }

    /** A header's text. */
    public static String header(ConsumerRecord<?, ?> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<String, String> consumer(String topic) {
        var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", TestKafka.bootstrapServers(),
                                "group.id", UUID.randomUUID().toString(),
                                "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }
}
