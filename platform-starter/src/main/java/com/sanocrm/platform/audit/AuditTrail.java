package com.sanocrm.platform.audit;

import com.mongodb.MongoException;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.platform.kafka.EventHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes audit records durable: acknowledged by Kafka, or, the broker being away, by the service's
 * own store, from where they follow in order. Each process is a producer of its own and numbers its
 * records from 1 without gaps; Kafka keeps the order of one producer, so a missing number means a
 * missing record.
 */
public final class AuditTrail implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final int DRAINED_AT_ONCE = 256;

    private final Producer<String, byte[]> kafka;
    private final AuditSpool spool;
    private final JsonMapper json;
    private final EventHeaders headers;
    private final AuditMac mac;
    private final String producer;
    private final Timer waits;
    private final ExecutorService spooling = Executors.newVirtualThreadPerTaskExecutor();
    private final Object numbering = new Object();
    private long next = 1;
    private volatile boolean brokerAway;

    /**
     * @param mac of this service
     * @param producer names this process, for ever
     * @param meters shows how long answers wait for their records: {@code sano.audit.wait}
     */
    public AuditTrail(
            Producer<String, byte[]> kafka,
            AuditSpool spool,
            JsonMapper json,
            EventHeaders headers,
            AuditMac mac,
            String producer,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.spool = spool;
        this.json = json;
        this.headers = headers;
        this.mac = mac;
        this.producer = producer;
        this.waits =
                Timer.builder("sano.audit.wait").publishPercentiles(0.5, 0.99).register(meters);
    }

    /** The record could not be made durable anywhere; what it was for must not happen. */
    public static final class AuditUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AuditUnavailableException(Throwable cause) {
            super("no audit record could be stored", cause, false, false);
        }
    }

    /**
     * Returns when the record is durable. Release data only after it.
     *
     * @throws AuditUnavailableException if it could not be made so
     */
    public void record(AuditRecorded event) {
        record(List.of(event));
    }

    /** As {@link #record(AuditRecorded)}, for what one answer touches; they share the wait. */
    public void record(List<AuditRecorded> events) {
        var begin = Timer.start();
        var pending = events.stream().map(this::recordLater).toList();
        try {
            pending.forEach(CompletableFuture::join);
            RecordedPeople.note(events);
        } catch (CompletionException failure) {
            throw new AuditUnavailableException(failure);
        } finally {
            begin.stop(waits);
        }
    }

    /** Completes when the record is durable, exceptionally when it is not. */
    public CompletableFuture<Void> recordLater(AuditRecorded event) {
        String payload = json.writeValueAsString(event);
        var durable = new CompletableFuture<Void>();
        Numbered numbered;
        synchronized (numbering) {
            numbered = new Numbered(event.eventId().value(), producer, next++, payload);
            if (!brokerAway) {
                send(numbered, durable);
                return durable;
            }
        }
        spool(numbered, durable);
        return durable;
    }

    /** A record and its place in its producer's sequence. */
    record Numbered(String eventId, String producer, long sequence, String payload) {}

    private void send(Numbered numbered, CompletableFuture<Void> durable) {
        try {
            var _ =
                    kafka.send(
                            message(numbered),
                            (metadata, failure) -> {
                                if (failure == null) {
                                    durable.complete(null);
                                } else {
                                    brokerIsAway(failure);
                                    spool(numbered, durable);
                                }
                            });
        } catch (RuntimeException failure) {
            brokerIsAway(failure);
            spool(numbered, durable);
        }
    }

    /** Off the caller's thread: the producer's callback must not wait for a disk. */
    private void spool(Numbered numbered, CompletableFuture<Void> durable) {
        spooling.execute(
                () -> {
                    try {
                        spool.add(numbered);
                        durable.complete(null);
                    } catch (MongoException failure) {
                        spool.keepInMemory(numbered);
                        durable.completeExceptionally(failure);
                    }
                });
    }

    private void brokerIsAway(Exception failure) {
        if (!brokerAway) {
            log.atWarn()
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log("Kafka is away; audit records go to the spool");
        }
        brokerAway = true;
    }

    /** Sends what is spooled, in order, and goes back to Kafka when nothing is left. */
    @Scheduled(fixedDelayString = "PT0.5S")
    void drain() {
        try {
            spool.storeWhatIsInMemory();
            List<Numbered> waiting = spool.first(DRAINED_AT_ONCE);
            while (!waiting.isEmpty()) {
                var sent = waiting.stream().map(record -> kafka.send(message(record))).toList();
                for (var acknowledgement : sent) {
                    acknowledgement.get();
                }
                spool.remove(waiting);
                waiting = spool.first(DRAINED_AT_ONCE);
            }
            brokerAway = false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | RuntimeException stillAway) {
            log.atDebug().log("The audit spool waits");
        }
    }

    private ProducerRecord<String, byte[]> message(Numbered numbered) {
        byte[] body = numbered.payload().getBytes(StandardCharsets.UTF_8);
        var typed =
                headers.of(
                        numbered.eventId(), EventType.AUDIT_RECORDED, numbered.producer(), null, 0);
        var all = new java.util.ArrayList<Header>(typed);
        all.add(EventHeaders.header(AuditRecorded.PRODUCER_HEADER, numbered.producer()));
        all.add(
                EventHeaders.header(
                        AuditRecorded.SEQUENCE_HEADER, Long.toString(numbered.sequence())));
        all.add(
                EventHeaders.header(
                        AuditRecorded.MAC_HEADER,
                        mac.of(numbered.producer(), numbered.sequence(), body)));
        return new ProducerRecord<>(
                Topic.AUDIT_EVENTS.wireName(), null, null, numbered.producer(), body, all);
    }

    @Override
    public void close() {
        kafka.close();
        spooling.close();
    }
}
