package com.sanocrm.messaging.campaign;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.CampaignId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A mail to many.
 *
 * <pre>
 * PREPARING --prepared--&gt; SENDING --sent--&gt; DONE
 *                            ^---prepared----+    (another instance listed a late recipient)
 * </pre>
 *
 * @param tenant whose campaign it is; null for the platform's own
 * @param audience the partner whose patients get it; null for all patients
 */
public record Campaign(
        @BsonId CampaignId id,
        @Nullable PartnerId tenant,
        AccountId createdBy,
        Purpose purpose,
        String subject,
        String body,
        @Nullable PartnerId audience,
        Status status,
        Instant createdAt) {

    public enum Status {
        PREPARING,
        SENDING,
        DONE
    }

    /** The platform's own newsletter goes to those without an account too. */
    boolean isForSubscribers() {
        return purpose == Purpose.NEWSLETTER && tenant == null && audience == null;
    }

    /** All recipients are listed. */
    Change<Campaign> prepared() {
        return Change.of(with(Status.SENDING));
    }

    /** No recipient is left to decide. */
    Change<Campaign> sent() {
        return Change.of(status == Status.SENDING ? with(Status.DONE) : this);
    }

    private Campaign with(Status next) {
        return new Campaign(
                id, tenant, createdBy, purpose, subject, body, audience, next, createdAt);
    }
}
