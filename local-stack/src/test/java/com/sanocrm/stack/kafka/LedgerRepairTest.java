package com.sanocrm.stack.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerRepairTest {
    private static final String LEDGER = Topic.ERASURES.wireName();
    private static final String DAMAGED = "{\"erasureId\": \"ers_";

    private final Broker broker = Broker.running();
    private final LedgerRepair repair = new LedgerRepair(broker.admin());
    private final AccountId account = account();

    private static AccountId account() {
        return new AccountId(AccountId.PREFIX + "_" + UUID.randomUUID());
    }

    private static String order(AccountId account) {
        return "{\"erasureId\": \"%s\", \"accountId\": \"%s\", \"step\": \"destroy-keys\", \"subscriberIds\": [], \"orderedAt\": \"2026-11-24T00:00:00.000Z\"}"
                .formatted(ErasureId.of(account).value(), account.value());
    }

    private LedgerEntry at(RecordMetadata place) {
        return repair.at(place.partition(), place.offset()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", DAMAGED})
    void whatCannotBeReadIsShownWithItsAccountAndNothingIsChanged(String poison) throws Exception {
        RecordMetadata place = write(null, account.value(), poison);

        LedgerEntry entry = at(place);

        assertThat(entry.account()).contains(account);
        assertThat(entry.isOrder()).isFalse();
        assertThat(entry.isReplaced()).isFalse();
        assertThat(entry.before()).isNull();
        assertThat(later(place)).isEmpty();
    }

    @Test
    void anErasureIsOrderedUnderTheKeyInTheSamePartitionThoughThatIsNotTheKeys() throws Exception {
        RecordMetadata place = write(7, account.value(), DAMAGED);

        repair.erase(at(place), account);

        assertThat(later(place))
                .singleElement()
                .satisfies(
                        order -> {
                            assertThat(order.key()).isEqualTo(account.value());
                            assertThat(order.value())
                                    .contains(ErasureId.of(account).value(), "\"clean-up\"");
                            assertThat(order.headers())
                                    .extracting(Header::key)
                                    .contains("ce_type", "ce_source", "ce_id", "ce_time");
                            assertThat(
                                            repair.at(order.partition(), order.offset())
                                                    .orElseThrow()
                                                    .isOrder())
                                    .isTrue();
                        });
        assertThat(at(place).isReplaced()).isTrue();
    }

    @Test
    void whoseErasureWasOrderedBeforeIsNotForgottenByTheEndOfARecordThatWasNone() throws Exception {
        write(null, account.value(), order(account));
        RecordMetadata place = write(null, account.value(), DAMAGED);

        repair.drop(at(place));

        assertThat(later(place))
                .singleElement()
                .satisfies(
                        order -> {
                            assertThat(order.key()).isEqualTo(account.value());
                            assertThat(order.value()).isEqualTo(order(account));
                            assertThat(order.headers())
                                    .extracting(Header::key)
                                    .contains("ce_sequence");
                        });
    }

    @Test
    void whereNothingWasOrderedTheKeyEnds() throws Exception {
        RecordMetadata place = write(7, account.value(), DAMAGED);

        repair.drop(at(place));

        assertThat(later(place))
                .singleElement()
                .satisfies(
                        end -> {
                            assertThat(end.key()).isEqualTo(account.value());
                            assertThat(end.value()).isNull();
                        });
    }

    @Test
    void underADamagedKeyTheOperatorSaysWhomAndTheRecordSaysWhomItNames() throws Exception {
        RecordMetadata place = write(3, "acc_\u0000", order(account).replace("erasureId", "x"));
        LedgerEntry entry = at(place);
        assertThat(entry.account()).isEmpty();
        assertThat(entry.named()).contains(account.value());

        repair.erase(entry, account);

        assertThat(at(place).isReplaced()).isTrue();
        assertThat(all())
                .filteredOn(one -> account.value().equals(one.key()))
                .singleElement()
                .satisfies(one -> assertThat(one.value()).contains(account.value()));
    }

    @Test
    void anOrderThatCanBeReadIsKnownAsOne() throws Exception {
        assertThat(at(write(null, account.value(), order(account))).isOrder()).isTrue();
    }

    @Test
    void whatALaterRecordOrNothingStandsForNeedsNoRepair() throws Exception {
        RecordMetadata damaged = write(null, account.value(), DAMAGED);
        RecordMetadata end = write(null, account.value(), null);

        assertThat(at(damaged).isReplaced()).isTrue();
        assertThat(at(end).isReplaced()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "99, 0", "0, -1", "0, 1000000"})
    void whereNoRecordIsThereIsNothingToRepair(int partition, long offset) {
        assertThat(repair.at(partition, offset)).isEmpty();
    }

    private RecordMetadata write(@Nullable Integer partition, String key, @Nullable String value)
            throws Exception {
        try (var kafka =
                new KafkaProducer<>(
                        broker.admin().properties(),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            var record =
                    new ProducerRecord<>(
                            LEDGER, partition, key, value == null ? null : value.getBytes(UTF_8));
            record.headers().add("ce_sequence", "1".getBytes(UTF_8));
            return kafka.send(record).get();
        }
    }

    private List<ConsumerRecord<String, String>> later(RecordMetadata place) {
        return all().stream()
                .filter(one -> one.partition() == place.partition())
                .filter(one -> one.offset() > place.offset())
                .toList();
    }

    private List<ConsumerRecord<String, String>> all() {
        var all = new ArrayList<ConsumerRecord<String, String>>();
        Map<String, Object> settings = broker.admin().properties();
        settings.put("fetch.max.wait.ms", 20);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(LEDGER).stream()
                            .map(one -> new TopicPartition(LEDGER, one.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }
}
