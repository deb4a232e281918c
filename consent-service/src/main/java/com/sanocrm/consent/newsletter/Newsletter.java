package com.sanocrm.consent.newsletter;

import com.mongodb.MongoException;
import com.sanocrm.consent.choice.Acknowledgement;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.Sensitive;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes subscriptions in, confirms and ends them. */
@Component
class Newsletter {
    private static final Logger log = LoggerFactory.getLogger(Newsletter.class);
    static final String TYPE = "newsletter-subscription";

    private final Subscriptions subscriptions;
    private final AddressSeal seal;
    private final Grants grants;
    private final AuditRecords records;
    private final Clock clock;

    Newsletter(
            Subscriptions subscriptions,
            AddressSeal seal,
            Grants grants,
            AuditRecords records,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.seal = seal;
        this.grants = grants;
        this.records = records;
        this.clock = clock;
    }

    /** The same work and the same answer, whatever is known of the address. */
    void ask(Sensitive email, String language) {
        Subscription known = subscriptions.of(email);
        String sealed = seal.seal(known.subscriberId(), email);
        Instant now = now();
        subscriptions.change(
                known,
                current -> current.ask(sealed, language, now),
                records.anonymous(
                        "newsletter.ask", new Target(null, known.subscriberId(), TYPE, null)));
    }

    /** Empty if the request can no longer be confirmed. */
    Optional<Acknowledgement> confirm(ConfirmationToken.Content token) {
        return subscriptions
                .of(token.subscriber())
                .filter(known -> isWanted(known, token))
                .map(known -> confirm(known, token));
    }

    boolean canConfirm(ConfirmationToken.Content token) {
        return subscriptions
                .of(token.subscriber())
                .filter(known -> isWanted(known, token))
                .isPresent();
    }

    private boolean isWanted(Subscription known, ConfirmationToken.Content token) {
        return switch (known.confirm(token.askedAt(), now())) {
            case Subscription.Confirmation.Wanted _ -> true;
            case Subscription.Confirmation.Expired _ -> false;
        };
    }

    /* First the choice: a crash in between leaves a link that works again. */
    private Acknowledgement confirm(Subscription known, ConfirmationToken.Content token) {
        Acknowledgement acknowledgement = grants.grant(known, token);
        subscriptions.change(known, current -> current.confirmed(version(acknowledgement)));
        return acknowledgement;
    }

    private static long version(Acknowledgement acknowledgement) {
        return switch (acknowledgement) {
            case Acknowledgement.Enforced enforced -> enforced.version();
            case Acknowledgement.Pending pending -> pending.version();
        };
    }

    /** By whatever way the newsletter was denied: the address is forgotten. */
    void consentChanged(ConsentChanged event) {
        if (event.choices().get(Purpose.NEWSLETTER.wireName()) == Choice.DENIED) {
            subscriptions
                    .of(event.accountId())
                    .ifPresent(
                            known ->
                                    subscriptions.change(
                                            known, current -> current.denied(event.version())));
        }
    }

    /** Forgets addresses that nobody confirmed. */
    @Scheduled(fixedDelayString = "PT1M")
    void expire() {
        Instant now = now();
        try {
            subscriptions
                    .unconfirmedSince(now.minus(Subscription.CONFIRMABLE))
                    .forEach(one -> subscriptions.change(one, current -> current.expire(now)));
        } catch (MongoException away) {
            log.atWarn().log("Unconfirmed subscriptions wait for the store");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
