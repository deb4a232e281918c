package com.sanocrm.platform.consume;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/** Where single records of a poll go, in the form that the binder gives to the others. */
final class DeadLetters implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final Producer<String, byte[]> kafka;

    DeadLetters(KafkaSettings settings) {
        this.kafka = Producers.persistent(settings);
    }

    /** Returns when the broker has it. */
    void put(PolledRecord poison, Throwable reason) {
        Message<byte[]> message = poison.message();
        if (message == null) {
            throw new IllegalArgumentException("the end of a key is no poison");
        }
        log.atError()
                .addKeyValue("topic", poison.topic())
                .addKeyValue("partition", poison.partition())
                .addKeyValue("offset", poison.offset())
                .setCause(reason)
                .log("An event could not be applied and goes to the dead letters");
        var letter =
                new ProducerRecord<>(
                        poison.topic() + Topic.DEAD_LETTER_SUFFIX,
                        poison.partition(),
                        poison.key(),
                        message.getPayload(),
                        headers(poison, message, reason));
        try {
            kafka.send(letter).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the dead letters take nothing", failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stop);
        }
    }

    private static List<Header> headers(
            PolledRecord poison, Message<byte[]> message, Throwable reason) {
        var headers = new ArrayList<Header>();
        for (String name : message.getHeaders().keySet()) {
            String value = EventReader.optionalHeader(message, name);
            if (value != null && !name.startsWith(KafkaHeaders.PREFIX)) {
                headers.add(EventHeaders.header(name, value));
            }
        }
        headers.add(EventHeaders.header("x-original-topic", poison.topic()));
        headers.add(
                new RecordHeader(
                        "x-original-partition",
                        ByteBuffer.allocate(Integer.BYTES).putInt(poison.partition()).array()));
        headers.add(
                new RecordHeader(
                        "x-original-offset",
                        ByteBuffer.allocate(Long.BYTES).putLong(poison.offset()).array()));
        headers.add(EventHeaders.header("x-exception-fqcn", reason.getClass().getName()));
        headers.add(EventHeaders.header("x-exception-message", "" + reason.getMessage()));
        return headers;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
