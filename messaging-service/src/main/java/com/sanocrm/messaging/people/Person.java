package com.sanocrm.messaging.people;

import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account, or a subscriber of the newsletter without one, as far as messaging
 * needs to know.
 *
 * @param jurisdiction where the person lives; of a subscriber it is not known, so the strictest
 * @param roles none for a subscriber
 * @param staffOf the partner that the person works for; null for patients
 * @param acceptedPolicyVersion null if the person was never asked
 * @param restrictedSince from when on the data of before may only be stored (GDPR Art. 18)
 */
public record Person(
        @BsonId AccountId id,
        Status status,
        Jurisdiction jurisdiction,
        Set<Role> roles,
        @Nullable PartnerId staffOf,
        @Nullable String acceptedPolicyVersion,
        @Nullable Instant restrictedSince) {
    /** Of a closed account nothing else matters. */
    static Person closed(AccountId id) {
        return new Person(id, Status.CLOSED, Jurisdiction.OTHER, Set.of(), null, null, null);
    }

    static Person from(AccountChanged event) {
        if (event.status() == Status.CLOSED) {
            return closed(event.accountId());
        }
        return new Person(
                event.accountId(),
                event.status(),
                Jurisdiction.of(event.country()),
                event.roles(),
                event.staffOf(),
                event.acceptedPolicyVersion(),
                event.restrictedSince());
    }

    static Person from(NewsletterSubscriptionChanged event) {
        Status status =
                switch (event.status()) {
                    case ASKED -> Status.PENDING;
                    case CONFIRMED -> Status.ACTIVE;
                    case ENDED -> Status.CLOSED;
                };
        return new Person(
                event.subscriberId(), status, Jurisdiction.OTHER, Set.of(), null, null, null);
    }

    public boolean hasAccount() {
        return !roles.isEmpty() && status != Status.CLOSED;
    }
}
