package com.sanocrm.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.audit.AuditMac;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** A process of another service, which records accesses, and reads what comes of them. */
public record OtherService(String producer) {
    private static final String MESSAGING = "messaging-service";

    private static final KafkaSettings KAFKA =
            new KafkaSettings(TestKafka.bootstrapServers(), "PLAINTEXT", MESSAGING, null);

    public static OtherService started() {
        return new OtherService(MESSAGING + "/test:" + UUID.randomUUID());
    }

    public void send(AuditRecorded record, long sequence)
            throws ExecutionException, InterruptedException {
        send(record, sequence, WireJson.mapper().writeValueAsBytes(record));
    }

    public void send(AuditRecorded record, long sequence, byte[] body)
            throws ExecutionException, InterruptedException {
        send(message(record, sequence, body));
    }

    /** As this process sends it. */
    ProducerRecord<String, byte[]> message(AuditRecorded record, long sequence, byte[] body) {
        return message(MESSAGING, producer, record, sequence, body);
    }

    /** As a service sends it in this process's name, under a key of its choice. */
    ProducerRecord<String, byte[]> message(
            String service,
            @Nullable String key,
            AuditRecorded record,
            long sequence,
            byte[] body) {
        return message(service, key, record, sequence, body, code(service, sequence, body));
    }

    /** As anybody could write it. */
    ProducerRecord<String, byte[]> message(
            String service,
            @Nullable String key,
            AuditRecorded record,
            long sequence,
            byte[] body,
            @Nullable String code) {
        var headers =
                new EventHeaders(service, Clock.systemUTC())
                        .of(record.eventId().value(), EventType.AUDIT_RECORDED, producer, null, 0);
        headers.add(EventHeaders.header(AuditRecorded.PRODUCER_HEADER, producer));
        headers.add(EventHeaders.header(AuditRecorded.SEQUENCE_HEADER, Long.toString(sequence)));
        if (code != null) {
            headers.add(EventHeaders.header(AuditRecorded.MAC_HEADER, code));
        }
        return new ProducerRecord<>(Topic.AUDIT_EVENTS.wireName(), null, key, body, headers);
    }

    /** What the service's key gives for such a record of this process. */
    String code(String service, long sequence, byte[] body) {
        return new AuditMac(new Keysets(TestKeys.directory()).mac(AuditMac.keyset(service)))
                .of(producer, sequence, body);
    }

    static void send(ProducerRecord<String, byte[]> message)
            throws ExecutionException, InterruptedException {
        Sender.OF_ALL.send(message).get();
    }

    /** Identity-service, of a clinic. */
    public static void tellOf(PartnerId partner, String name)
            throws ExecutionException, InterruptedException {
        var told =
                new PartnerChanged(
                        partner,
                        PartnerChanged.Status.ACTIVE,
                        name,
                        "AE",
                        LocalDate.of(2026, 1, 15));
        send(
                new ProducerRecord<>(
                        Topic.PARTNERS.wireName(),
                        null,
                        told.key(),
                        WireJson.mapper().writeValueAsBytes(told),
                        new EventHeaders("identity-service", Clock.systemUTC())
                                .of(
                                        EventId.PREFIX + "_" + UUID.randomUUID(),
                                        told.eventType(),
                                        told.key(),
                                        null,
                                        1)));
    }

    /** One for all that the tests of this JVM send. */
    private static final class Sender {
        static final Producer<String, byte[]> OF_ALL = Producers.persistent(KAFKA);
    }

    /** The first message of that key. */
    static String firstOn(String topic, String key) {
        return on(topic, key, 1).getFirst();
    }

    /** The messages of that key, once there are so many. */
    public static List<String> on(String topic, String key, int count) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", TestKafka.bootstrapServers(),
                        "group.id", UUID.randomUUID().toString(),
                        "auto.offset.reset", "earliest");
        var values = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(AuditApiTest.PATIENCE)
                    .until(
                            () -> {
                                for (var message : consumer.poll(Duration.ofMillis(100))) {
                                    if (key.equals(message.key())) {
                                        values.add(new String(message.value(), UTF_8));
                                    }
                                }
                                return values.size() >= count;
                            });
        }
        return values;
    }
}
