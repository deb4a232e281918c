package com.sanocrm.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Topic;
import com.sanocrm.stack.secret.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final Broker broker = Broker.running();

    @Test
    void aDeadLetterIsListedWithItsReasonUntilItWasReplayed() throws Exception {
        RecordMetadata written = write(Topic.MESSAGING_EVENTS, "cnv_1", "poison");
        giveUp(Principal.AUDIT, Topic.MESSAGING_EVENTS, "cnv_1", "poison", written.offset());

        assertThat(letters().waiting())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.topic()).isEqualTo(Topic.MESSAGING_EVENTS);
                            assertThat(each.reason()).isEqualTo("cannot be read");
                        });
        assertThat(letters().replay(Topic.MESSAGING_EVENTS))
                .isEqualTo(new DeadLetters.Replayed(1, 0));
        assertThat(letters().waiting()).isEmpty();
        assertThat(letters().replay(Topic.MESSAGING_EVENTS))
                .isEqualTo(new DeadLetters.Replayed(0, 0));
    }

    @Test
    void aReplayedAuditRecordKeepsItsProducersNumber() throws Exception {
        ProducerRecord<String, String> letter =
                new ProducerRecord<>(Topic.AUDIT_EVENTS.deadLetterName(), "messaging-1", "{}");
        letter.headers()
                .add("sano_producer", "messaging-1".getBytes(StandardCharsets.UTF_8))
                .add("sano_sequence", "7".getBytes(StandardCharsets.UTF_8))
                .add("x-exception-message", "dated in the future".getBytes(StandardCharsets.UTF_8));
        try (var producer = producer(Principal.AUDIT.wireName())) {
            producer.send(letter).get();
        }

        letters().replay(Topic.AUDIT_EVENTS);

        assertThat(onlyRecord(Topic.AUDIT_EVENTS, Principal.AUDIT).headers().toArray())
                .extracting(Header::key)
                .containsExactly("sano_producer", "sano_sequence");
    }

    @Test
    void onACompactedTopicAnEventThatWasReplacedIsNotBroughtBack() throws Exception {
        RecordMetadata old = write(Topic.ACCOUNTS, "acc_1", "old");
        write(Topic.ACCOUNTS, "acc_1", "new");
        giveUp(Principal.MESSAGING, Topic.ACCOUNTS, "acc_1", "old", old.offset());

        assertThat(letters().replay(Topic.ACCOUNTS)).isEqualTo(new DeadLetters.Replayed(0, 1));
    }

    private static DeadLetters letters() {
        return new DeadLetters(broker.login(Secrets.KAFKA_OPERATOR), broker.admin());
    }

    private static ConsumerRecord<String, String> onlyRecord(Topic topic, Principal reader) {
        Map<String, Object> settings = broker.login(reader.wireName()).properties();
        settings.put("group.id", reader.wireName() + ".test");
        settings.put("auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic.wireName()));
            ConsumerRecords<String, String> records = ConsumerRecords.empty();
            for (int i = 0; i < 300 && records.isEmpty(); i++) {
                records = consumer.poll(Duration.ofMillis(100));
            }
            return records.iterator().next();
        }
    }

    private static RecordMetadata write(Topic topic, String key, String value) throws Exception {
        String writer = topic.writers().iterator().next().wireName();
        try (var producer = producer(writer)) {
            return producer.send(new ProducerRecord<>(topic.wireName(), key, value)).get();
        }
    }

    private static void giveUp(
            Principal consumer, Topic topic, String key, String value, long offset)
            throws Exception {
        ProducerRecord<String, String> letter =
                new ProducerRecord<>(topic.deadLetterName(), key, value);
        letter.headers()
                .add("x-exception-message", "cannot be read".getBytes(StandardCharsets.UTF_8));
        letter.headers().add("x-original-offset", ByteBuffer.allocate(8).putLong(offset).array());
        try (var producer = producer(consumer.wireName())) {
            producer.send(letter).get();
        }
    }

    private static KafkaProducer<String, String> producer(String principal) {
        return new KafkaProducer<>(
                broker.login(principal).properties(),
                new StringSerializer(),
                new StringSerializer());
    }
}
