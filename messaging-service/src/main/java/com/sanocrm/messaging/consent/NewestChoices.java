package com.sanocrm.messaging.consent;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether everything that people chose has arrived here. A service that is behind, or cannot tell,
 * sends nothing optional.
 */
@Component
public class NewestChoices implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NewestChoices.class);
    private static final String GROUP = "messaging-service.choices";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin kafka;

    NewestChoices(KafkaSettings settings) {
        var properties = settings.clientProperties();
        properties.put(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis()));
        properties.put(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        kafka = Admin.create(properties);
    }

    /** Whether all that was published when this was called is applied. */
    public boolean haveArrived() {
        try {
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    kafka.listOffsets(
                                    partitions().stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            one -> one, _ -> OffsetSpec.latest())))
                            .all()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Map<TopicPartition, OffsetAndMetadata> applied =
                    kafka.listConsumerGroupOffsets(GROUP)
                            .partitionsToOffsetAndMetadata()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return ends.entrySet().stream()
                    .allMatch(
                            end -> {
                                OffsetAndMetadata position = applied.get(end.getKey());
                                return end.getValue().offset() == 0
                                        || (position != null
                                                && position.offset() >= end.getValue().offset());
                            });
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            log.atDebug().log("Optional mail waits: it is not known whether choices are newest");
            return false;
        }
    }

    private List<TopicPartition> partitions()
            throws InterruptedException, ExecutionException, TimeoutException {
        String topic = Topic.CONSENT_STATE.wireName();
        int count =
                kafka
                        .describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .values()
                        .stream()
                        .mapToInt(description -> description.partitions().size())
                        .sum();
        return IntStream.range(0, count).mapToObj(i -> new TopicPartition(topic, i)).toList();
    }

    @Override
    public void close() {
        kafka.close(PATIENCE);
    }
}
