package com.sanocrm.consent.newsletter;

import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.events.Forgotten;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An address and the newsletter. What is decided for the address is the subscriber's choice, which
 * is kept as evidence and enforced as everybody's; this is what leads to it.
 *
 * <pre>
 *        ask             confirm               denied
 * (none) ----&gt; ASKED ----------------&gt; CONFIRMED -----&gt; ENDED
 *                |  ^---- ask ----------------------------+
 *                +--- not confirmed in time --&gt; ENDED
 * </pre>
 *
 * @param id a keyed hash of the address, so that one address has one subscription
 * @param sealedEmail for messaging-service alone; null once ended
 * @param since the first request that can still be confirmed
 * @param mails when confirmation mails were asked for lately: somebody else's address may be
 *     entered, so there are few
 * @param grantedVersion of the subscriber's choices, made by the confirmation
 * @param requestedAt of the last request, whatever came of it
 */
public record Subscription(
        @BsonId String id,
        AccountId subscriberId,
        Status status,
        @Nullable String sealedEmail,
        String language,
        Instant since,
        Instant askedAt,
        List<Instant> mails,
        long grantedVersion,
        Instant requestedAt) {
    /** How long a request can be confirmed. */
    static final Duration CONFIRMABLE = Duration.ofDays(2);

    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(10);
    private static final Duration COUNTED = Duration.ofDays(1);
    private static final int MAILS = 3;

    public Subscription {
        mails = List.copyOf(mails);
    }

    /** What a link in a confirmation mail comes to. */
    sealed interface Confirmation {
        /** Who has the mailbox wants it; at the first time or again. */
        record Wanted() implements Confirmation {}

        /** Too late, or ended since. */
        record Expired() implements Confirmation {}
    }

    static Subscription of(String id, AccountId subscriber, Instant now) {
        return new Subscription(
                id, subscriber, Status.ENDED, null, "en", now, now, List.of(), 0, now);
    }

    /** Asks for the confirmation mail, or leaves all as it is, by a write of the same kind. */
    Change<Subscription> ask(String sealed, String newLanguage, Instant now) {
        List<Instant> lately =
                mails.stream().filter(mail -> mail.plus(COUNTED).isAfter(now)).toList();
        boolean enough =
                lately.size() >= MAILS
                        || lately.stream().anyMatch(mail -> mail.plus(BETWEEN_MAILS).isAfter(now));
        if (status == Status.CONFIRMED || enough) {
            return Change.of(
                    new Subscription(
                            id,
                            subscriberId,
                            status,
                            sealedEmail,
                            language,
                            since,
                            askedAt,
                            lately,
                            grantedVersion,
                            now));
        }
        return changed(
                new Subscription(
                        id,
                        subscriberId,
                        Status.ASKED,
                        sealed,
                        newLanguage,
                        status == Status.ASKED ? since : now,
                        now,
                        Stream.concat(lately.stream(), Stream.of(now)).toList(),
                        grantedVersion,
                        now));
    }

    /**
     * @param asked the request that the link belongs to
     */
    Confirmation confirm(Instant asked, Instant now) {
        boolean ofThisTime = !asked.isBefore(since) && !asked.isAfter(askedAt);
        return switch (status) {
            case CONFIRMED -> ofThisTime ? new Confirmation.Wanted() : new Confirmation.Expired();
            case ASKED ->
                    ofThisTime && now.isBefore(asked.plus(CONFIRMABLE))
                            ? new Confirmation.Wanted()
                            : new Confirmation.Expired();
            case ENDED -> new Confirmation.Expired();
        };
    }

    /** After the choice is recorded; a repeat changes nothing. */
    Change<Subscription> confirmed(long version) {
        return status == Status.ASKED
                ? changed(with(Status.CONFIRMED, sealedEmail, version))
                : Change.of(this);
    }

    /**
     * @param version of the choices that deny it; one from before the confirmation is overruled
     */
    Change<Subscription> denied(long version) {
        return status == Status.CONFIRMED && version > grantedVersion
                ? changed(with(Status.ENDED, null, grantedVersion))
                : Change.of(this);
    }

    Change<Subscription> expire(Instant now) {
        return status == Status.ASKED && !now.isBefore(expiresAt())
                ? changed(with(Status.ENDED, null, grantedVersion))
                : Change.of(this);
    }

    /** Ended by the erasure of its person; the topic forgets it. */
    Change<Subscription> erased() {
        Change<Subscription> ended = changed(with(Status.ENDED, null, grantedVersion));
        return new Change<>(
                ended.state(),
                Stream.concat(
                                ended.events().stream(),
                                Stream.of(
                                        new Forgotten(
                                                EventType.NEWSLETTER_SUBSCRIPTION_CHANGED,
                                                subscriberId.value())))
                        .toList());
    }

    Instant expiresAt() {
        return askedAt.plus(CONFIRMABLE);
    }

    private Subscription with(Status next, @Nullable String sealed, long version) {
        return new Subscription(
                id,
                subscriberId,
                next,
                sealed,
                language,
                since,
                askedAt,
                mails,
                version,
                requestedAt);
    }

    private static Change<Subscription> changed(Subscription next) {
        return Change.of(
                next,
                new NewsletterSubscriptionChanged(
                        next.subscriberId,
                        next.status,
                        next.sealedEmail,
                        next.language,
                        next.askedAt,
                        next.expiresAt()));
    }
}
