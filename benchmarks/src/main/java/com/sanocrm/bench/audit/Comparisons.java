package com.sanocrm.bench.audit;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the log could never be faster than. */
final class Comparisons {
    private static final int SAMPLE = 50_000;
    private static final int ROUNDS = 5;

    private Comparisons() {}

    /** SHA-256 of such records, one thread: records a second, round by round. */
    static List<Double> hashing(Records records) throws Exception {
        List<byte[]> bodies = Stream.generate(records::body).limit(SAMPLE).toList();
        var digest = MessageDigest.getInstance("SHA-256");
        List<Double> rates = new ArrayList<>();
        int kept = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            long begin = System.nanoTime();
            for (byte[] body : bodies) {
                kept += digest.digest(body)[0];
            }
            rates.add(SAMPLE / ((System.nanoTime() - begin) / 1e9));
        }
        if (kept == 0) {
            throw new IllegalStateException("nothing was hashed");
        }
        return rates.subList(1, rates.size());
    }

    /**
     * A consumer that does nothing with what it reads: records a second.
     *
     * @throws IllegalStateException if there are less than that in the topic
     */
    static double consuming(Map<String, Object> login, int atLeast) {
        try (var kafka =
                new KafkaConsumer<>(
                        login, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    kafka.partitionsFor("audit.events.v1").stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
            long read = 0;
            long begin = System.nanoTime();
            while (ends.entrySet().stream()
                    .anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
                read += kafka.poll(Duration.ofSeconds(1)).count();
            }
            if (read < atLeast) {
                throw new IllegalStateException("only %d records were read".formatted(read));
            }
            return read / ((System.nanoTime() - begin) / 1e9);
        }
    }
}
