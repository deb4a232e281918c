package com.sanocrm.contracts.events;

import com.sanocrm.contracts.events.AccountChanged.AgeBand;
import com.sanocrm.contracts.events.AccountChanged.Sex;
import org.jspecify.annotations.Nullable;

/**
 * What happened, with nothing of who, where exactly or when: 45 CFR 164.514(b)(2). Sent without a
 * key.
 */
public record DeidentifiedEvent(
        /* What happened: message-sent, conversation-opened, account-registered and so on. */
        String kind,
        @Nullable String category,
        @Nullable AgeBand ageBand,
        @Nullable Sex sex,
        @Nullable String country,
        @Nullable String region,
        /* The calendar year, the finest date that Safe Harbor allows. */
        int year)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.DEIDENTIFIED;
    }

    @Override
    public String key() {
        return "";
    }
}
