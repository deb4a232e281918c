package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a newsletter subscription of an address without an account. Its subscriber has an id
 * of the same kind as an account, under which the choices are published and enforced as
 * everybody's. Compacted.
 */
public record NewsletterSubscriptionChanged(
        AccountId subscriberId,
        Status status,
        /* Base64 of the UTF-8 e-mail address, sealed (HPKE) with the id as context; absent when ended. */
        @Nullable String sealedEmail,
        /* BCP 47, for the mails' language. */
        String language,
        /* Names the request to confirm; each gets one mail. */
        Instant askedAt,
        /* Until when that request can be confirmed. */
        Instant expiresAt)
        implements Event {

    /** Where a subscription is in its life. */
    public enum Status {
        /**
         * Somebody entered the address; nothing but the mail that asks for confirmation is sent.
         */
        ASKED,
        /** Who has the mailbox confirmed. */
        CONFIRMED,
        /** Unsubscribed, or never confirmed in time; the address is forgotten. */
        ENDED
    }

    @Override
    public EventType eventType() {
        return EventType.NEWSLETTER_SUBSCRIPTION_CHANGED;
    }

    @Override
    public String key() {
        return subscriberId.value();
    }
}
