package com.sanocrm.story;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;

/** What those who look from outside can check and see. */
final class TrustSteps {
    private static final String STREAM = "analytics.deidentified.v1";
    private static final List<String> FOREIGN =
            List.of(
                    "identity.accounts.v1",
                    "identity.contact-points.v1",
                    "identity.care-relationships.v1",
                    "consent.state.v1",
                    "messaging.events.v1",
                    "audit.events.v1");

    private final Stack stack;
    private final Gateway gateway;
    private final Report report;
    private final Cast cast;

    TrustSteps(Stack stack, Report report, Cast cast) {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.report = report;
        this.cast = cast;
    }

    void verifyAudit() throws Exception {
        Session compliance = stack.person("compliance");
        var expected =
                Set.of(
                        "account.register",
                        "care-relationship.open",
                        "conversation.open",
                        "message.send",
                        "message.read",
                        "consent.change");
        Checks.awaitThat(
                "the story's accesses in the audit log: " + expected,
                () -> actions(compliance).containsAll(expected));
        report.checked("the log has every kind of access of this story: %s", actions(compliance));

        String eventId =
                gateway.get(
                                compliance,
                                "/audit/events?action=message.read&subject="
                                        + cast.patient().accountId())
                        .body()
                        .path("items")
                        .path(0)
                        .path("eventId")
                        .asString();
        var verification = new AuditVerification(stack);
        JsonNode proof = verification.record(eventId);
        report.checked(
                "one record is proved to be number %s of %s, offline, against the signed checkpoint",
                proof.path("index").asString(), proof.path("size").asString());
        report.checked("the whole log: %s", verification.log(cast.partnerId()));
        report.checked(
                "the patient's accounting: %s",
                verification.accounting(cast.patient(), cast.partnerId()));
    }

    private Set<String> actions(Session compliance) throws Exception {
        JsonNode items =
                gateway.get(
                                compliance,
                                "/audit/events?limit=100&subject=" + cast.patient().accountId())
                        .body()
                        .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("action").asString(""))
                .collect(Collectors.toSet());
    }

    void readStream() throws Exception {
        var settings = new Properties();
        settings.load(new StringReader(stack.mustSano("kafka-config", "analyst")));
        settings.put("group.id", "analyst." + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<ConsumerRecord<String, String>> seen = read(consumer);
            for (var event : seen) {
                String all = event.key() + event.value() + headers(event);
                for (String identifier : cast.identifiers()) {
                    Checks.demand(!all.contains(identifier), "no identifier in the stream: " + all);
                }
                Checks.demand(
                        event.timestamp() % Duration.ofDays(1).toMillis() == 0,
                        "no exact time in the stream");
            }
            report.checked(
                    "%d events of the de-identified stream, none with an id, a name or an exact time",
                    seen.size());
            for (String topic : FOREIGN) {
                Checks.demand(isRefused(consumer, topic), "the analyst may not read " + topic);
            }
            report.checked("the same credentials open no other topic");
        }
    }

    private static List<ConsumerRecord<String, String>> read(KafkaConsumer<String, String> consumer)
            throws Exception {
        consumer.subscribe(List.of(STREAM));
        var seen = new ArrayList<ConsumerRecord<String, String>>();
        Checks.awaitThat(
                "message-sent and conversation-opened on the de-identified stream",
                () -> {
                    consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
                    return saw(seen, "message-sent") && saw(seen, "conversation-opened");
                });
        return seen;
    }

    private static boolean saw(List<ConsumerRecord<String, String>> seen, String kind) {
        return seen.stream().anyMatch(event -> event.value().contains(kind));
    }

    private static String headers(ConsumerRecord<?, ?> event) {
        return StreamSupport.stream(event.headers().spliterator(), false)
                .map(
                        header ->
                                header.key()
                                        + new String(
                                                header.value(),
                                                java.nio.charset.StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    private static boolean isRefused(KafkaConsumer<String, String> consumer, String topic) {
        try {
            consumer.unsubscribe();
            consumer.partitionsFor(topic, Duration.ofSeconds(5));
            return false;
        } catch (AuthorizationException refused) {
            return true;
        }
    }
}
