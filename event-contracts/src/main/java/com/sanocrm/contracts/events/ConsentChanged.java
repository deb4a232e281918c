package com.sanocrm.contracts.events;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import java.util.Map;

/** All choices of a person that hold now. Compacted. */
public record ConsentChanged(
        AccountId accountId,
        /* Counts the changes of this person, from 1. */
        long version,
        /* Purpose wire name to the recorded choice; a purpose without one is absent. */
        Map<String, Choice> choices,
        String policyVersion,
        Instant changedAt)
        implements Event {

    public ConsentChanged {
        choices = Map.copyOf(choices);
    }

    @Override
    public EventType eventType() {
        return EventType.CONSENT_CHANGED;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
