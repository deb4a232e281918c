package com.sanocrm.platform.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.app.NotesApplication;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.outbox.OutboxRelay;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestPlatform;
import com.sanocrm.platform.test.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatform.class)
@ExtendWith(OutputCaptureExtension.class)
class ErasureLedgerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired private KafkaSettings settings;
    @Autowired private JsonMapper json;
    @Autowired private ErasureTasks tasks;
    @Autowired private Eraser eraser;
    @Autowired private OutboxRelay relay;

    @Test
    @Promise("P-32")
    void aServiceDoesNotOpenOnALedgerThatCannotBeReadAndSaysWhichRecordToRepair(
            CapturedOutput output) throws Exception {
        String key = TestTokens.newAccountId();
        RecordMetadata poison = written(key, "no order");
        var ledger = new ErasureLedger(settings, json, tasks, eraser, relay, List.of());
        try {
            Thread.ofVirtual().start(ledger::start);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(output.getOut())
                                            .contains("./sano ledger repair")
                                            .contains("\"partition\":\"" + poison.partition())
                                            .contains("\"offset\":\"" + poison.offset()));
            assertThat(ledger.isRunning()).isFalse();
        } finally {
            written(key, null);
        }
        await().atMost(PATIENCE).until(ledger::isRunning);
    }

    private static RecordMetadata written(String key, @Nullable String value) throws Exception {
        try (var kafka =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            return kafka.send(
                            new ProducerRecord<>(
                                    Topic.ERASURES.wireName(),
                                    key,
                                    value == null ? null : value.getBytes(UTF_8)))
                    .get();
        }
    }
}
