package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Mail to the address of a person does not arrive any more, or arrives again. Which address, nobody
 * learns here: {@code since} tells it from the ones before.
 */
public record MailboxStateChanged(
        AccountId accountId,
        State state,
        /* What the last report said (RFC 3463), such as 5.1.1; absent once it is reached. */
        @Nullable String statusCode,
        /* When the address became the person's; absent for the one of the registration. */
        @Nullable Instant since,
        Instant changedAt)
        implements Event {

    /** Whether mail arrives. */
    public enum State {
        BOUNCING,
        REACHED
    }

    @Override
    public EventType eventType() {
        return EventType.MAILBOX_STATE_CHANGED;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
