package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import java.time.Instant;

/**
 * Whether a person's own request holds the person's data: until it is settled, and a restriction
 * for as long as it lasts (GDPR Art. 18). The last event of a request says it all. No retention
 * rule may destroy anything of a person while any request holds it; the person's erasure may.
 */
public record DataHoldChanged(
        PrivacyRequestId requestId, AccountId accountId, boolean held, Instant changedAt)
        implements Event {
    @Override
    public EventType eventType() {
        return EventType.DATA_HOLD_CHANGED;
    }

    @Override
    public String key() {
        return requestId.value();
    }
}
