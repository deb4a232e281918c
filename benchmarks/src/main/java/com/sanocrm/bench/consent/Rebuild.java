package com.sanocrm.bench.consent;

import com.sanocrm.bench.report.Progress;
import com.sanocrm.stack.kafka.KafkaLogin;
import com.sanocrm.story.Checks;
import com.sanocrm.story.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * messaging-service starts while the choices of many people, whom it never heard of, wait for it.
 */
final class Rebuild {
    private static final String TOPIC = "consent.state.v1";
    private static final String GROUP = "messaging-service.choices";
    private static final String TYPE = "com.sanocrm.consent.consent-changed.v1";
    private static final long POLL_MILLIS = 200;

    private final Stack stack;
    private final Progress progress;

    Rebuild(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** Seconds from the order to start the service until it has applied the last record. */
    double run(int people) throws Exception {
        stack.mustSano("stop", "messaging");
        publish(people);
        try (Admin admin = Admin.create(login("sano-admin"))) {
            long waiting = lag(admin);
            Checks.demand(waiting >= people, "the service is behind by all of them");
            progress.step("messaging-service builds its projection", waiting);
            long begin = System.nanoTime();
            stack.mustSano("start", "messaging");
            for (long left = lag(admin); left > 0; left = lag(admin)) {
                progress.advance(waiting - left);
                waiting = left;
                Thread.sleep(POLL_MILLIS);
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private void publish(int people) throws Exception {
        progress.step("the choices of so many people are published", people);
        Map<String, Object> properties = login("consent-service");
        properties.put("linger.ms", 20);
        properties.put("batch.size", 1 << 18);
        try (var producer =
                new KafkaProducer<>(
                        properties, new StringSerializer(), new ByteArraySerializer())) {
            Instant now = Instant.now();
            for (int i = 0; i < people; i++) {
                var _ = producer.send(chosen("acc_" + UUID.randomUUID(), now));
                progress.advance(1);
            }
        }
    }

    private static ProducerRecord<String, byte[]> chosen(String account, Instant now) {
        String state =
                """
                {"accountId": "%s", "version": 1, "choices": {"promotional-email": "denied", "newsletter": "granted"},
                 "policyVersion": "2026-11-23", "changedAt": "%s"}"""
                        .formatted(account, now);
        List<Header> headers =
                Map.of(
                                "ce_specversion",
                                "1.0",
                                "ce_id",
                                UUID.randomUUID().toString(),
                                "ce_type",
                                TYPE,
                                "ce_source",
                                "/consent-service",
                                "ce_time",
                                now.toString(),
                                "ce_dataschema",
                                "/schemas/" + TYPE + ".json",
                                "content-type",
                                "application/json",
                                "ce_subject",
                                account,
                                "ce_sequence",
                                "1")
                        .entrySet()
                        .stream()
                        .map(entry -> header(entry.getKey(), entry.getValue()))
                        .toList();
        return new ProducerRecord<>(
                TOPIC, null, account, state.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static long lag(Admin admin) throws Exception {
        List<TopicPartition> partitions =
                admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .map(each -> new TopicPartition(TOPIC, each.partition()))
                        .toList();
        var ends =
                admin.listOffsets(
                                partitions.stream()
                                        .collect(
                                                Collectors.toMap(
                                                        one -> one, _ -> OffsetSpec.latest())))
                        .all()
                        .get();
        var applied = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
        return ends.entrySet().stream()
                .mapToLong(
                        end ->
                                end.getValue().offset()
                                        - Optional.ofNullable(applied.get(end.getKey()))
                                                .map(offset -> offset.offset())
                                                .orElse(0L))
                .sum();
    }

    private Map<String, Object> login(String principal) throws Exception {
        String password = stack.secrets().path("kafka").path(principal).asString();
        return new HashMap<>(
                new KafkaLogin(stack.kafkaBootstrap(), principal, password).properties());
    }
}
