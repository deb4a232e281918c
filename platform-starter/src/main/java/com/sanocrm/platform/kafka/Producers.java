package com.sanocrm.platform.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Idempotent producers that wait for all in-sync replicas. */
public final class Producers {
    private static final int NO_END = Integer.MAX_VALUE;

    private Producers() {}

    /**
     * Never gives up on a record that it has taken, so that the order within a key holds through an
     * outage.
     */
    public static Producer<String, byte[]> persistent(KafkaSettings settings) {
        return producer(settings, Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, NO_END));
    }

    /** Gives up after the time, for callers who have another way. */
    public static Producer<String, byte[]> giveUpAfter(KafkaSettings settings, Duration time) {
        int millis = Math.toIntExact(time.toMillis());
        return producer(
                settings,
                Map.of(
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        millis,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        millis,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        millis / 2));
    }

    private static Producer<String, byte[]> producer(
            KafkaSettings settings, Map<String, Object> particular) {
        var properties = settings.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        properties.putAll(particular);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }
}
