package com.sanocrm.platform.outbox;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.kafka.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/** Puts an entry on its topic; audit records go by the audit trail, which numbers them. */
public final class OutboxSender implements AutoCloseable {
    private final Producer<String, byte[]> kafka;
    private final AuditTrail audit;
    private final EventHeaders headers;
    private final JsonMapper json;

    public OutboxSender(
            Producer<String, byte[]> kafka,
            AuditTrail audit,
            EventHeaders headers,
            JsonMapper json) {
        this.kafka = kafka;
        this.audit = audit;
        this.headers = headers;
        this.json = json;
    }

    /**
     * An entry without payload ends its key: it is sent without a value. Completes with the
     * broker's acknowledgement; failed at once when the broker is not known yet.
     */
    CompletableFuture<Void> send(OutboxEntry entry) {
        Topic topic = entry.type().topic();
        if (topic == Topic.AUDIT_EVENTS) {
            return audit.recordLater(json.readValue(entry.payload(), AuditRecorded.class));
        }
        var acknowledged = new CompletableFuture<Void>();
        var message =
                new ProducerRecord<>(
                        topic.wireName(),
                        null,
                        topic.revealsTime() ? null : entry.time().toEpochMilli(),
                        entry.key().isEmpty() ? null : entry.key(),
                        entry.payload().isEmpty()
                                ? null
                                : entry.payload().getBytes(StandardCharsets.UTF_8),
                        headers.of(
                                entry.id(),
                                entry.type(),
                                entry.key(),
                                entry.traceparent(),
                                topic.revealsTime() ? entry.sequence() : 0,
                                entry.time()));
        var _ =
                kafka.send(
                        message,
                        (metadata, failure) -> {
                            if (failure == null) {
                                acknowledged.complete(null);
                            } else {
                                acknowledged.completeExceptionally(failure);
                            }
                        });
        return acknowledged;
    }

    @Override
    public void close() {
        kafka.close(java.time.Duration.ofSeconds(2));
    }
}
