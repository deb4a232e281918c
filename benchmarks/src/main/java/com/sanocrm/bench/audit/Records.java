package com.sanocrm.bench.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.platform.audit.AuditMac;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Audit records of one partner's log, as several processes of a service send them: each numbers its
 * own from 1. Of one process they are in the log in the order in which they were sent.
 */
final class Records implements AutoCloseable {
    private static final String TOPIC = "audit.events.v1";
    private static final int PEOPLE = 10_000;

    private final String partner = "par_" + UUID.randomUUID();
    private final List<String> producers;
    private final List<String> people =
            Stream.generate(() -> "acc_" + UUID.randomUUID()).limit(PEOPLE).toList();
    private final List<String> eventIds = new ArrayList<>();
    private final AuditMac mac;
    private final Random random = new Random(5);
    private final KafkaProducer<String, byte[]> kafka;
    private int sent;

    Records(Map<String, Object> login, AuditMac mac, int processes) {
        this.mac = mac;
        this.producers =
                Stream.generate(() -> "messaging-service/bench:" + UUID.randomUUID())
                        .limit(processes)
                        .toList();
        this.kafka = new KafkaProducer<>(login, new StringSerializer(), new ByteArraySerializer());
    }

    String partner() {
        return partner;
    }

    List<String> producers() {
        return producers;
    }

    int sent() {
        return sent;
    }

    /** Of a record that was sent, any of them. */
    String anyEventId(int number) {
        return eventIds.get(Math.floorMod(number * 7_919, eventIds.size()));
    }

    /** Its future completes when the broker has it. */
    Future<RecordMetadata> send() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String id = eventId(now);
        eventIds.add(id);
        String producer = producers.get(sent % producers.size());
        long sequence = sent / producers.size() + 1L;
        sent++;
        byte[] body = body(id, now);
        return kafka.send(
                new ProducerRecord<>(
                        TOPIC,
                        null,
                        producer,
                        body,
                        headers(id, now, producer, sequence, mac.of(producer, sequence, body))));
    }

    void flush() {
        kafka.flush();
    }

    /** Such bytes as a record has. */
    byte[] body() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return body(eventId(now), now);
    }

    private byte[] body(String id, Instant now) {
        return """
        {"eventId":"%s","time":"%s","action":"message.read","outcome":"success","actorId":"%s","actorRole":"clinician",\
        "partnerId":"%s","subjectId":"%s","resourceType":"conversation","resourceId":"cnv_%s","purposeOfUse":"TREAT","traceId":"%032x"}\
        """
                .formatted(
                        id,
                        now,
                        anybody(),
                        partner,
                        anybody(),
                        new UUID(random.nextLong(), random.nextLong()),
                        random.nextLong(Long.MAX_VALUE))
                .getBytes(UTF_8);
    }

    private String anybody() {
        return people.get(random.nextInt(PEOPLE));
    }

    /** A UUID of version 7 (RFC 9562): ids are in the order of time. */
    private String eventId(Instant now) {
        long high = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12);
        long low = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return "evt_" + new UUID(high, low);
    }

    private static List<Header> headers(
            String id, Instant now, String producer, long sequence, String mac) {
        String type = EventType.AUDIT_RECORDED.wireName();
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", id),
                header("ce_type", type),
                header("ce_source", "/messaging-service"),
                header("ce_time", now.toString()),
                header("ce_dataschema", "/schemas/" + type + ".json"),
                header("content-type", "application/json"),
                header("ce_subject", producer),
                header(AuditRecorded.PRODUCER_HEADER, producer),
                header(AuditRecorded.SEQUENCE_HEADER, Long.toString(sequence)),
                header(AuditRecorded.MAC_HEADER, mac));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
