package com.sanocrm.audit.intake;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/** Where poison goes, under the header names that the binder uses for other topics. */
@Component
final class UnreadableRecords implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UnreadableRecords.class);

    private final Producer<String, byte[]> kafka;

    UnreadableRecords(KafkaSettings settings) {
        this.kafka = Producers.persistent(settings);
    }

    /** Returns when the broker has it. */
    void put(ReceivedRecord poison, String reason) {
        log.atWarn()
                .addKeyValue("partition", poison.partition())
                .addKeyValue("offset", poison.offset())
                .log("An unreadable audit record goes to the dead letters");
        var letter =
                new ProducerRecord<>(
                        Topic.AUDIT_EVENTS.deadLetterName(),
                        null,
                        poison.header(AuditRecorded.PRODUCER_HEADER),
                        poison.message().getPayload(),
                        headers(poison, reason));
        try {
            kafka.send(letter).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the dead letters take nothing", failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stop);
        }
    }

    private static List<Header> headers(ReceivedRecord poison, String reason) {
        var headers = new ArrayList<Header>();
        for (String name : poison.message().getHeaders().keySet()) {
            String value = poison.header(name);
            if (value != null && !name.startsWith(KafkaHeaders.PREFIX)) {
                headers.add(EventHeaders.header(name, value));
            }
        }
        headers.add(EventHeaders.header("x-original-topic", Topic.AUDIT_EVENTS.wireName()));
        headers.add(EventHeaders.header("x-original-partition", poison.partition() + ""));
        headers.add(EventHeaders.header("x-original-offset", poison.offset() + ""));
        headers.add(EventHeaders.header("x-exception-message", reason));
        return headers;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
