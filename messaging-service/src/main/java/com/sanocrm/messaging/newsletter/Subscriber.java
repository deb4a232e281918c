package com.sanocrm.messaging.newsletter;

import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.DueMail;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A subscriber without an account, and the mail that asks for the confirmation of the newest
 * request. A confirmed one, or one who ended it, waits for none.
 *
 * @param askedAt names the request
 */
public record Subscriber(
        @BsonId AccountId id, Status status, Instant askedAt, Instant expiresAt, Delivery delivery)
        implements DueMail<Subscriber> {
    static Subscriber from(NewsletterSubscriptionChanged event) {
        return new Subscriber(
                event.subscriberId(),
                event.status(),
                event.askedAt(),
                event.expiresAt(),
                event.status() == Status.ASKED
                        ? Delivery.due(event.askedAt())
                        : Delivery.dropped(event.askedAt()));
    }

    boolean isTooLate(Instant now) {
        return !now.isBefore(expiresAt);
    }

    @Override
    public String key() {
        return id.value();
    }

    @Override
    public Subscriber with(Delivery next) {
        return new Subscriber(id, status, askedAt, expiresAt, next);
    }

    @Override
    public Optional<Target> usedAddress() {
        return Optional.of(new Target(null, id, "contact-point", id.value()));
    }
}
