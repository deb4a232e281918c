package com.sanocrm.bench.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is published for witnesses, and when each record of a log is under a checkpoint. */
final class Checkpoints implements AutoCloseable {
    private static final String TOPIC = "audit.checkpoints.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DIGITS = 3;

    private final JsonMapper json = JsonMapper.builder().build();
    private final KafkaConsumer<String, byte[]> kafka;
    private final String origin;

    Checkpoints(Map<String, Object> login, String origin) {
        this.kafka =
                new KafkaConsumer<>(login, new StringDeserializer(), new ByteArrayDeserializer());
        this.origin = origin;
        var partition = new TopicPartition(TOPIC, 0);
        kafka.assign(List.of(partition));
        kafka.seekToEnd(List.of(partition));
        kafka.position(partition);
    }

    /**
     * From when each record was due until a checkpoint over it was read, in microseconds.
     *
     * @param due in the order of the log, which was empty before
     * @throws IllegalStateException if one has none in the end
     */
    Histogram latencies(long[] due) {
        var latencies = new Histogram(DIGITS);
        int published = 0;
        long last = System.nanoTime();
        while (published < due.length) {
            for (var message : kafka.poll(Duration.ofMillis(20))) {
                if (origin.equals(message.key())) {
                    long now = System.nanoTime();
                    long size =
                            json.readTree(new String(message.value(), UTF_8)).path("size").asLong();
                    for (; published < Math.min(size, due.length); published++) {
                        latencies.recordValue(Math.max(0, (now - due[published]) / 1_000));
                    }
                    last = now;
                }
            }
            if (System.nanoTime() - last > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "%d of %d records were published".formatted(published, due.length));
            }
        }
        return latencies;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
