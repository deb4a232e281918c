package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The address for mail to a person, sealed (HPKE, RFC 9180) for messaging-service alone, with the
 * account id as context. Compacted.
 */
public record ContactPointChanged(
        AccountId accountId,
        /* Base64 of the sealed UTF-8 e-mail address. */
        String sealedEmail,
        /* BCP 47, for the mail's language. */
        String language,
        /* When its owner confirmed it; absent for the address of the registration. */
        @Nullable Instant since)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.CONTACT_POINT_CHANGED;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
