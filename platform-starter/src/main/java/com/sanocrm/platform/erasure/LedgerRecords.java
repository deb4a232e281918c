package com.sanocrm.platform.erasure;

import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.kafka.EventHeaders;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the records of the ledger. One that cannot be read may be the order to erase somebody, so
 * none is passed over, but what cannot have been an order: without our envelope, under a key that
 * is no account's. What is written later under the same key repairs it.
 */
final class LedgerRecords {
    private static final Logger log = LoggerFactory.getLogger(LedgerRecords.class);

    private final ObjectReader orders;
    private final Map<String, Place> unreadable = new LinkedHashMap<>();

    /** Where a record is. */
    record Place(String topic, int partition, long offset) {}

    LedgerRecords(JsonMapper json) {
        /* Within a major version an event may gain fields. */
        this.orders =
                json.readerFor(ErasureOrdered.class)
                        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The order of a record; empty for one that holds none. */
    Optional<ErasureOrdered> read(ConsumerRecord<String, byte[]> record) {
        String key = record.partition() + " " + record.key();
        if (record.value() == null) {
            unreadable.remove(key);
            return Optional.empty();
        }
        ErasureOrdered order = order(record.value());
        if (order != null) {
            unreadable.remove(key);
            return Optional.of(order);
        }
        if (isOurs(record)) {
            unreadable.put(key, new Place(record.topic(), record.partition(), record.offset()));
        } else {
            log.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("The ledger of erasures holds what none of our services wrote");
        }
        return Optional.empty();
    }

    /** What could not be read and nothing later repairs. */
    Collection<Place> unreadable() {
        return List.copyOf(unreadable.values());
    }

    private @Nullable ErasureOrdered order(byte[] value) {
        try {
            ErasureOrdered order = orders.readValue(value);
            return order != null && isWhole(order) ? order : null;
        } catch (JacksonException | NullPointerException | IllegalArgumentException poison) {
            return null;
        }
    }

    /** Absent fields are null, whatever the type says. */
    private static boolean isWhole(ErasureOrdered order) {
        return Objects.nonNull(order.erasureId())
                && Objects.nonNull(order.accountId())
                && Objects.nonNull(order.step());
    }

    private static boolean isOurs(ConsumerRecord<String, byte[]> record) {
        return record.headers().lastHeader(EventHeaders.TYPE) != null
                || record.headers().lastHeader(EventHeaders.SOURCE) != null
                || isAccount(record.key());
    }

    private static boolean isAccount(@Nullable String key) {
        try {
            return key != null && !new AccountId(key).value().isEmpty();
        } catch (IllegalArgumentException other) {
            return false;
        }
    }
}
