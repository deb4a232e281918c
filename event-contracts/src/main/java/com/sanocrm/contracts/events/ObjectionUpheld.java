package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import java.time.Instant;
import java.util.Set;

/**
 * The person's data is no longer used for these purposes, because the person objects (GDPR Art.
 * 21). It counts once for each purpose of the request, however often it arrives.
 */
public record ObjectionUpheld(
        AccountId accountId,
        /* The purposes' wire names. */
        Set<String> purposes,
        PrivacyRequestId requestId,
        Instant upheldAt)
        implements Event {
    public ObjectionUpheld {
        purposes = Set.copyOf(purposes);
    }

    @Override
    public EventType eventType() {
        return EventType.OBJECTION_UPHELD;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
