package com.sanocrm.messaging;

import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.test.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from now on. */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(
                    Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());

    public TopicReader(Topic topic) {
        var partitions =
                IntStream.range(0, consumer.partitionsFor(topic.wireName()).size())
                        .mapToObj(i -> new TopicPartition(topic.wireName(), i))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    public String next(Predicate<String> fits) {
        List<String> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            poll().stream().filter(fits).forEach(found::add);
                            return !found.isEmpty();
                        });
        return found.getFirst();
    }

    /** What came since the last look; waits a moment for it. */
    public List<String> poll() {
        List<String> texts = new ArrayList<>();
        consumer.poll(Duration.ofMillis(200))
                .forEach(one -> texts.add(new String(one.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
