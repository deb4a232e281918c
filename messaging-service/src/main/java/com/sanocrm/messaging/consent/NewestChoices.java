package com.sanocrm.messaging.consent;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether everything that people chose, and every policy, has arrived here. A service that is
 * behind, or cannot tell, sends nothing optional.
 */
@Component
public class NewestChoices implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NewestChoices.class);
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

    /** Whether all choices and policies that were published when this was called are applied. */
    public boolean haveArrived() {
        return haveArrived(
                Map.of(
                        Topic.CONSENT_STATE,
                        "messaging-service.choices",
                        Topic.CONSENT_POLICIES,
                        "messaging-service.policies"));
    }

    /** The same of accounts and addresses. */
    public boolean peopleHaveArrived() {
        return haveArrived(
                Map.of(
                        Topic.ACCOUNTS,
                        "messaging-service.accounts",
                        Topic.CONTACT_POINTS,
                        "messaging-service.contact-points"));
    }

    private boolean haveArrived(Map<Topic, String> groups) {
        try {
            for (var group : groups.entrySet()) {
                if (!hasArrived(group.getKey(), group.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            log.atDebug().log("What was published waits: it is not known whether it is all here");
            return false;
        }
    }

    private boolean hasArrived(Topic topic, String group)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> newest =
                partitions(topic).stream()
                        .collect(Collectors.toMap(one -> one, _ -> OffsetSpec.latest()));
        var ends = kafka.listOffsets(newest).all().get(PATIENCE.toMillis(), MILLISECONDS);
        var applied =
                kafka.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(PATIENCE.toMillis(), MILLISECONDS);
        return ends.entrySet().stream()
                .allMatch(end -> reaches(applied.get(end.getKey()), end.getValue().offset()));
    }

    private static boolean reaches(@Nullable OffsetAndMetadata applied, long end) {
        return end == 0 || (applied != null && applied.offset() >= end);
    }

    private List<TopicPartition> partitions(Topic topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        int count =
                kafka
                        .describeTopics(List.of(topic.wireName()))
                        .allTopicNames()
                        .get(PATIENCE.toMillis(), MILLISECONDS)
                        .values()
                        .stream()
                        .mapToInt(description -> description.partitions().size())
                        .sum();
        return IntStream.range(0, count)
                .mapToObj(i -> new TopicPartition(topic.wireName(), i))
                .toList();
    }

    @Override
    public void close() {
        kafka.close(PATIENCE);
    }
}
