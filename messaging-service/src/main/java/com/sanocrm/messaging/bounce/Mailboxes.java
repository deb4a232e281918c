package com.sanocrm.messaging.bounce;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Bounces.Bounce;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.Postbox.Outcome;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * People's own mailboxes, for mails that are part of the service. One that bounces gets none of
 * them until its owner renews it; what they tell of waits in the platform.
 */
@Component
public class Mailboxes {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /* RFC 3463: a permanent failure without a detail. */
    private static final String REFUSED = "5.0.0";

    private final Addresses addresses;
    private final ContactPoints contactPoints;
    private final Postbox postbox;
    private final Clock clock;

    Mailboxes(Addresses addresses, ContactPoints contactPoints, Postbox postbox, Clock clock) {
        this.addresses = addresses;
        this.contactPoints = contactPoints;
        this.postbox = postbox;
        this.clock = clock;
    }

    /**
     * Call it only after the use of the address is recorded.
     *
     * @param letter empty for none yet
     * @return {@link Outcome#BOUNCED} also of an address that is known to, and of none
     */
    public Outcome write(AccountId person, Function<Address, Optional<TransactionalMail>> letter) {
        if (addresses.isUnreachable(person)) {
            return Outcome.BOUNCED;
        }
        try {
            return contactPoints
                    .addressOf(person)
                    .flatMap(letter)
                    .map(this::handOver)
                    .orElse(Outcome.NOT_HANDED_OVER);
        } catch (Postbox.UnusableAddressException | UndecipherableException none) {
            return Outcome.BOUNCED;
        }
    }

    private Outcome handOver(TransactionalMail mail) {
        Outcome outcome = postbox.handOver(mail, LONGEST);
        if (outcome == Outcome.BOUNCED) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            addresses.bounced(
                    new Bounce(
                            mail.person(),
                            mail.purpose(),
                            LocalDate.ofInstant(now, ZoneOffset.UTC),
                            true,
                            REFUSED,
                            now));
        }
        return outcome;
    }
}
