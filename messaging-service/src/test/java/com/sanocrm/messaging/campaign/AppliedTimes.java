package com.sanocrm.messaging.campaign;

import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.TestKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** When this service acknowledged what was published from now on. */
final class AppliedTimes implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(
                    Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
    private final Map<Version, Long> times = new HashMap<>();

    private record Version(AccountId person, long number) {}

    AppliedTimes() {
        String topic = Topic.CONSENT_APPLIED.wireName();
        var partitions =
                IntStream.range(0, consumer.partitionsFor(topic).size())
                        .mapToObj(i -> new TopicPartition(topic, i))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * When each of these versions was acknowledged, in milliseconds as the relay stamped it.
     *
     * @param versions of the denials
     */
    Map<AccountId, Long> of(Map<AccountId, Long> versions) {
        await().atMost(Duration.ofMinutes(5))
                .until(
                        () -> {
                            consumer.poll(Duration.ofMillis(200)).forEach(this::read);
                            return versions.entrySet().stream()
                                    .allMatch(
                                            one ->
                                                    times.containsKey(
                                                            new Version(
                                                                    one.getKey(), one.getValue())));
                        });
        var found = new HashMap<AccountId, Long>();
        versions.forEach(
                (person, number) ->
                        found.put(person, times.getOrDefault(new Version(person, number), 0L)));
        return found;
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        var applied = WireJson.mapper().readValue(record.value(), ConsentApplied.class);
        times.putIfAbsent(new Version(applied.accountId(), applied.version()), record.timestamp());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
