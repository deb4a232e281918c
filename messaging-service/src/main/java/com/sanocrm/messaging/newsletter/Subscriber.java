package com.sanocrm.messaging.newsletter;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A subscriber without an account, and the mail that asks for the confirmation of the newest
 * request.
 *
 * <pre>
 * asked: WAITING --sent--&gt; SENT
 *                --confirmed or ended meanwhile, refused, too late--&gt; DROPPED
 * </pre>
 *
 * @param askedAt names the request
 * @param nextTry a claimed mail's is later, so that others leave it alone meanwhile
 */
public record Subscriber(
        @BsonId AccountId id,
        Status status,
        Instant askedAt,
        Instant expiresAt,
        Mail mail,
        Instant nextTry) {
    private static final Duration RETRY = Duration.ofMinutes(1);

    public enum Mail {
        WAITING,
        SENT,
        DROPPED
    }

    static Subscriber from(NewsletterSubscriptionChanged event) {
        return new Subscriber(
                event.subscriberId(),
                event.status(),
                event.askedAt(),
                event.expiresAt(),
                event.status() == Status.ASKED ? Mail.WAITING : Mail.DROPPED,
                event.askedAt());
    }

    boolean isDue(Instant now) {
        return mail == Mail.WAITING && !nextTry.isAfter(now);
    }

    boolean isTooLate(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The use of the address is recorded with the claim. */
    Change<Subscriber> claim(Instant now, AuditRecorded record) {
        return Change.of(with(Mail.WAITING, now.plus(RETRY)), record);
    }

    /** Of that request; a newer one waits for a mail of its own. */
    Change<Subscriber> settled(Instant request, Mail outcome) {
        return Change.of(
                mail == Mail.WAITING && askedAt.equals(request) ? with(outcome, nextTry) : this);
    }

    private Subscriber with(Mail next, Instant nextTryAt) {
        return new Subscriber(id, status, askedAt, expiresAt, next, nextTryAt);
    }
}
