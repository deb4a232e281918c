package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;

/** A service enforces this version of a person's choices from now on. */
public record ConsentApplied(
        AccountId accountId,
        long version,
        /* The wire name of the enforcing service's principal. */
        String service)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.CONSENT_APPLIED;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
