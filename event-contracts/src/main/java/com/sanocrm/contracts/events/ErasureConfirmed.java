package com.sanocrm.contracts.events;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import java.time.Instant;
import java.util.Set;

/** A service has taken a step of a person's erasure. */
public record ErasureConfirmed(
        ErasureId erasureId,
        AccountId accountId,
        /* The wire name of the service's principal. */
        String service,
        ErasureStep step,
        /* How many records it removed; 0 for the keys. */
        long records,
        /* Under which it knows that the same person subscribed without the account. */
        Set<AccountId> subscriberIds,
        Instant confirmedAt)
        implements Event {

    public ErasureConfirmed {
        subscriberIds = Set.copyOf(subscriberIds);
    }

    @Override
    public EventType eventType() {
        return EventType.ERASURE_CONFIRMED;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
