package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;

/**
 * What a signed-in person's browser says with its requests. Told when a session begins to say
 * something else, and now and then again.
 */
public record BrowserSignalSeen(
        AccountId accountId,
        /* Tells the sessions of a person apart, and nothing else: a keyless digest of its id. */
        String session,
        /* Sec-GPC: 1 */
        boolean gpc,
        /* DNT: 1 */
        boolean dnt,
        Instant seenAt)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.BROWSER_SIGNAL_SEEN;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
