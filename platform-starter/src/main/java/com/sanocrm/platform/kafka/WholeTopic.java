package com.sanocrm.platform.kafka;

import com.sanocrm.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * All partitions of a topic, read by one instance for itself: without a group, so that nobody
 * shares them with it and no position is kept. For one thread, but for {@link #wakeup}.
 */
public final class WholeTopic implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;

    private WholeTopic(KafkaConsumer<String, byte[]> consumer, Topic topic) {
        this.consumer = consumer;
        this.partitions =
                consumer.partitionsFor(topic.wireName()).stream()
                        .map(one -> new TopicPartition(one.topic(), one.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(topic.wireName());
        }
        consumer.assign(partitions);
        this.ends = consumer.endOffsets(partitions);
    }

    /**
     * From its oldest record on.
     *
     * @throws KafkaException if Kafka is away for some seconds, or has no such topic
     */
    public static WholeTopic fromTheBeginning(KafkaSettings settings, Topic topic) {
        WholeTopic whole = open(settings, topic);
        whole.consumer.seekToBeginning(whole.partitions);
        return whole;
    }

    /**
     * From the first record on that was written then or later.
     *
     * @throws KafkaException if Kafka is away for some seconds, or has no such topic
     */
    public static WholeTopic since(Instant time, KafkaSettings settings, Topic topic) {
        WholeTopic whole = open(settings, topic);
        try {
            whole.seek(time);
            return whole;
        } catch (KafkaException away) {
            whole.close();
            throw away;
        }
    }

    private static WholeTopic open(KafkaSettings settings, Topic topic) {
        var consumer =
                new KafkaConsumer<>(
                        properties(settings),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        try {
            return new WholeTopic(consumer, topic);
        } catch (KafkaException away) {
            consumer.close();
            throw away;
        }
    }

    private static Map<String, Object> properties(KafkaSettings settings) {
        Map<String, Object> properties = settings.clientProperties();
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return properties;
    }

    private void seek(Instant time) {
        Map<TopicPartition, OffsetAndTimestamp> found =
                consumer.offsetsForTimes(
                        partitions.stream()
                                .collect(Collectors.toMap(one -> one, _ -> time.toEpochMilli())));
        for (TopicPartition one : partitions) {
            OffsetAndTimestamp first = found.get(one);
            consumer.seek(one, first == null ? end(one) : first.offset());
        }
    }

    /** The next records; none if none come in time. */
    public ConsumerRecords<String, byte[]> poll(Duration time) {
        return consumer.poll(time);
    }

    /** Whether all was polled that was there when the topic was opened. */
    public boolean isRead() {
        return partitions.stream().allMatch(one -> consumer.position(one) >= end(one));
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** Ends a wait of the reading thread with a {@link WakeupException}; for any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
