package com.sanocrm.messaging.campaign;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.bounce.Addresses;
import com.sanocrm.messaging.mail.Bounces.Bounce;
import com.sanocrm.messaging.people.Subscribing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Why a person gets nothing optional, whatever the person chose. */
@Component
class Hindrances {
    /** The address is an account's too, which gets the mail or has chosen not to. */
    static final String ACCOUNT_DECIDES = "account-decides";

    static final String ADDRESS_BOUNCED = "address-bounced";

    /* RFC 3463: a permanent failure without a detail. */
    private static final String REFUSED = "5.0.0";

    private final Subscribing subscribing;
    private final Addresses addresses;
    private final Clock clock;

    Hindrances(Subscribing subscribing, Addresses addresses, Clock clock) {
        this.subscribing = subscribing;
        this.addresses = addresses;
        this.clock = clock;
    }

    Optional<String> of(AccountId person) {
        if (subscribing.accountOf(person).isPresent()) {
            return Optional.of(ACCOUNT_DECIDES);
        }
        return addresses.isUnreachable(person) ? Optional.of(ADDRESS_BOUNCED) : Optional.empty();
    }

    /** The mail server refused the address while it was told of it. */
    void bounced(AccountId person, Purpose purpose) {
        Instant now = clock.instant();
        addresses.bounced(
                new Bounce(
                        person,
                        purpose,
                        LocalDate.ofInstant(now, ZoneOffset.UTC),
                        true,
                        REFUSED,
                        now));
    }
}
