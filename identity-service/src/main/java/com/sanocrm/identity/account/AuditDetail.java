package com.sanocrm.identity.account;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What an audit record must not say in the log, which nobody can change: the values that a
 * correction replaced, and why.
 *
 * @param id of the record
 * @param by who corrected; null for what an approved request corrects
 * @param words encrypted with the data key of the person
 */
public record AuditDetail(
        @BsonId EventId id, AccountId accountId, Instant at, @Nullable AccountId by, Binary words) {

    /**
     * In the clear; never stored so.
     *
     * @param replaced what stood there
     * @param reason null where the person corrected by themselves
     */
    public record Words(Replaced replaced, @Nullable String reason) {
        @Override
        public String toString() {
            return "Words[redacted]";
        }
    }
}
