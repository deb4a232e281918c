package com.sanocrm.contracts.events;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import java.time.Instant;
import java.util.Set;

/** Every service takes this step of a person's erasure, and confirms it. Repeated until it has. */
public record ErasureOrdered(
        ErasureId erasureId,
        AccountId accountId,
        ErasureStep step,
        /* Under which the same person subscribed without the account. */
        Set<AccountId> subscriberIds,
        Instant orderedAt)
        implements Event {

    public ErasureOrdered {
        subscriberIds = Set.copyOf(subscriberIds);
    }

    @Override
    public EventType eventType() {
        return EventType.ERASURE_ORDERED;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
