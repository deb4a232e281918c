package com.sanocrm.audit.intake;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/**
 * Where refused records go, under the key that they came with and the header names that the binder
 * uses for other topics. Each is told by a line in the log and counted by reason, {@code
 * sano.audit.refused}.
 */
@Component
final class RefusedRecords implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RefusedRecords.class);

    /** Of a record that leaves no room for what is said of it. It is whole in the topic for 7 d. */
    private static final int BYTES_KEPT = 65_536;

    private static final int HEADER_BYTES_KEPT = 1_000;
    private static final int HEADERS_KEPT = 50;

    private final Producer<String, byte[]> kafka;
    private final MeterRegistry meters;

    RefusedRecords(KafkaSettings settings, MeterRegistry meters) {
        this.kafka = Producers.persistent(settings);
        this.meters = meters;
    }

    /** Returns when the broker has it. */
    void put(RefusedRecord refused) {
        ReceivedRecord received = refused.received();
        meters.counter("sano.audit.refused", "reason", refused.refusal().reason()).increment();
        log.atError()
                .addKeyValue("partition", received.partition())
                .addKeyValue("offset", received.offset())
                .addKeyValue("failure", refused.refusal())
                .log("A record is refused by the audit log and goes to the dead letters");
        if (!isTaken(whole(refused)) && !isTaken(cut(refused))) {
            throw new IllegalStateException("the dead letters take nothing of that length");
        }
    }

    /** Whether it is short enough. */
    private boolean isTaken(ProducerRecord<String, byte[]> letter) {
        try {
            kafka.send(letter).get();
            return true;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RecordTooLargeException) {
                return false;
            }
            throw new IllegalStateException("the dead letters take nothing", failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stop);
        }
    }

    private static ProducerRecord<String, byte[]> whole(RefusedRecord refused) {
        return letter(
                refused, refused.received().message().getPayload(), ownHeaders(refused.received()));
    }

    private static ProducerRecord<String, byte[]> cut(RefusedRecord refused) {
        byte[] value = refused.received().message().getPayload();
        var headers =
                ownHeaders(refused.received()).stream()
                        .filter(
                                header ->
                                        header.key().length() + header.value().length
                                                <= HEADER_BYTES_KEPT)
                        .limit(HEADERS_KEPT)
                        .collect(Collectors.toCollection(ArrayList::new));
        headers.add(EventHeaders.header("x-cut-from-bytes", Integer.toString(value.length)));
        return letter(refused, Arrays.copyOf(value, Math.min(value.length, BYTES_KEPT)), headers);
    }

    private static List<Header> ownHeaders(ReceivedRecord received) {
        var headers = new ArrayList<Header>();
        for (String name : received.headers().keySet()) {
            String text = received.header(name);
            if (text != null && !name.startsWith(KafkaHeaders.PREFIX)) {
                headers.add(EventHeaders.header(name, text));
            }
        }
        return headers;
    }

    private static ProducerRecord<String, byte[]> letter(
            RefusedRecord refused, byte[] value, List<Header> headers) {
        ReceivedRecord received = refused.received();
        headers.add(EventHeaders.header("x-original-topic", Topic.AUDIT_EVENTS.wireName()));
        headers.add(EventHeaders.header("x-original-partition", received.partition() + ""));
        headers.add(EventHeaders.header("x-original-offset", received.offset() + ""));
        headers.add(EventHeaders.header("x-exception-message", refused.refusal().reason()));
        return new ProducerRecord<>(
                Topic.AUDIT_EVENTS.deadLetterName(), null, received.key(), value, headers);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
