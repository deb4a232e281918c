package com.sanocrm.platform.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LedgerRecordsTest {
    private final JsonMapper json = WireJson.mapper();
    private final LedgerRecords records = new LedgerRecords(json);
    private final AccountId account = new AccountId(TestTokens.newAccountId());
    private final ErasureOrdered order =
            new ErasureOrdered(
                    ErasureId.of(account), account, ErasureStep.CLEAN_UP, Set.of(), Instant.EPOCH);
    private long offset;

    private ConsumerRecord<String, byte[]> record(String key, @Nullable String value) {
        return new ConsumerRecord<>(
                "ledger", 3, offset++, key, value == null ? null : value.getBytes(UTF_8));
    }

    @Test
    @Promise("P-32")
    void anOrderIsReadThoughLaterVersionsGaveItFields() {
        String later = json.writeValueAsString(order).replaceFirst("\\{", "{\"reason\": \"new\",");

        assertThat(records.read(record(account.value(), later))).contains(order);
        assertThat(records.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "null", "[]", "{}", "{\"accountId\": \"acc_1\"}", "\u0000\u0001"})
    @Promise("P-32")
    void whatCannotBeReadUnderAnAccountsKeyIsNotPassedOver(String poison) {
        assertThat(records.read(record(account.value(), poison))).isEmpty();

        assertThat(records.unreadable()).containsExactly(new LedgerRecords.Place("ledger", 3, 0));
    }

    @Test
    @Promise("P-32")
    void whatCarriesOurEnvelopeIsNotPassedOverWhateverItsKey() {
        ConsumerRecord<String, byte[]> ours = record("nobody", "{");
        ours.headers().add(EventHeaders.header(EventHeaders.TYPE, "anything"));

        records.read(ours);

        assertThat(records.unreadable()).hasSize(1);
    }

    @Test
    void whatNoneOfOurServicesWroteIsPassedOver() {
        records.read(record("nobody", "hello"));

        assertThat(records.unreadable()).isEmpty();
    }

    @Test
    void aLaterOrderUnderTheKeyRepairsIt() {
        records.read(record(account.value(), "{"));

        assertThat(records.read(record(account.value(), json.writeValueAsString(order))))
                .contains(order);

        assertThat(records.unreadable()).isEmpty();
    }

    @Test
    void theEndOfTheKeyRepairsItAnotherKeysDoesNot() {
        records.read(record(account.value(), "{"));
        records.read(record(TestTokens.newAccountId(), null));
        assertThat(records.unreadable()).hasSize(1);

        records.read(record(account.value(), null));

        assertThat(records.unreadable()).isEmpty();
    }
}
