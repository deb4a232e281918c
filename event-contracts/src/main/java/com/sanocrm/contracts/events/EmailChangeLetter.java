package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;

/**
 * A mail about the change of a person's address is to be sent, to an address that is not the one of
 * the account: the new one that is to be confirmed, or the old one.
 */
public record EmailChangeLetter(
        AccountId accountId,
        Kind kind,
        /* Base64 of the UTF-8 e-mail address, sealed (HPKE) with the account's id as context. */
        String sealedEmail,
        /* BCP 47, for the mail's language. */
        String language,
        /* Names the request to change; a later one's link makes an earlier one void. */
        Instant askedAt,
        /* Until when it can be confirmed. */
        Instant expiresAt)
        implements Event {

    /** What it says, and to whom. */
    public enum Kind {
        /** To the new address: confirm that it is yours. */
        CONFIRMATION,
        /** To the new address, which another account has: somebody asked for it. */
        TAKEN,
        /** To the old address: it is not the account's any more. */
        CHANGED
    }

    @Override
    public EventType eventType() {
        return EventType.EMAIL_CHANGE_LETTER;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
