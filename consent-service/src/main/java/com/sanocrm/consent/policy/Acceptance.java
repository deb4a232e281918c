package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * That somebody accepted a version; never changed.
 *
 * @param id the account and the version, which make it one of its kind
 */
public record Acceptance(
        @BsonId String id,
        AccountId accountId,
        String policyVersion,
        Channel channel,
        Instant acceptedAt,
        @Nullable Instant endedAt) {
    static Acceptance of(
            AccountId accountId, String policyVersion, Channel channel, Instant acceptedAt) {
        return new Acceptance(
                accountId.value() + ":" + policyVersion,
                accountId,
                policyVersion,
                channel,
                acceptedAt,
                null);
    }

    /** The account is erased: what was accepted is not in force any more. */
    Acceptance ended(Instant now) {
        return endedAt != null
                ? this
                : new Acceptance(id, accountId, policyVersion, channel, acceptedAt, now);
    }
}
