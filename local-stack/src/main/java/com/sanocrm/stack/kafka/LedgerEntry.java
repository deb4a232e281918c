package com.sanocrm.stack.kafka;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of the ledger of erasures.
 *
 * @param account whose key it stands under; empty if the key is no account's
 * @param named the accounts that its bytes name
 * @param isOrder whether it can be read as the order to erase somebody
 * @param isReplaced whether something later stands under its key, or it holds nothing
 * @param before the newest order under its key before it that can be read and is still there
 */
public record LedgerEntry(
        int partition,
        String key,
        Optional<AccountId> account,
        Set<String> named,
        boolean isOrder,
        boolean isReplaced,
        @Nullable ConsumerRecord<String, byte[]> before) {
    private static final Pattern ACCOUNT = Pattern.compile(AccountId.PREFIX + "_[0-9a-f-]{36}");
    private static final JsonMapper JSON = new JsonMapper();

    /** Sees a partition's records in their order, and finds one with what stands under its key. */
    static final class Search {
        private final long offset;
        private final Map<String, ConsumerRecord<String, byte[]>> orders = new HashMap<>();
        private @Nullable ConsumerRecord<String, byte[]> found;
        private boolean replaced;

        Search(long offset) {
            this.offset = offset;
        }

        void see(ConsumerRecord<String, byte[]> record) {
            if (record.offset() == offset) {
                found = record;
            } else if (found == null && isOrder(record)) {
                orders.put(record.key(), record);
            } else if (found == null && record.value() == null) {
                orders.remove(record.key());
            } else if (found != null && Objects.equals(record.key(), found.key())) {
                replaced = true;
            }
        }

        Optional<LedgerEntry> found() {
            return Optional.ofNullable(found)
                    .map(
                            record ->
                                    new LedgerEntry(
                                            record.partition(),
                                            record.key(),
                                            account(record.key()),
                                            named(record),
                                            isOrder(record),
                                            replaced || record.value() == null,
                                            orders.get(record.key())));
        }
    }

    static Optional<AccountId> account(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(AccountId::new);
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static Set<String> named(ConsumerRecord<String, byte[]> record) {
        var named = new TreeSet<String>();
        var text = new StringBuilder();
        if (record.value() != null) {
            text.append(new String(record.value(), StandardCharsets.ISO_8859_1)).append('\n');
        }
        record.headers()
                .forEach(
                        header ->
                                text.append(new String(header.value(), StandardCharsets.ISO_8859_1))
                                        .append('\n'));
        ACCOUNT.matcher(text).results().forEach(found -> named.add(found.group()));
        return named;
    }

    /** As the services read it, in what an order cannot be without. */
    private static boolean isOrder(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return false;
        }
        try {
            JsonNode order = JSON.readTree(record.value());
            String step = order.path("step").asString("");
            var account = new AccountId(order.path("accountId").asString(""));
            return order.path("erasureId").asString("").equals(ErasureId.of(account).value())
                    && order.path("subscriberIds").isArray()
                    && Arrays.stream(ErasureStep.values())
                            .anyMatch(one -> wireName(one).equals(step));
        } catch (JacksonException | IllegalArgumentException poison) {
            return false;
        }
    }

    static String wireName(ErasureStep step) {
        return step.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
