package com.sanocrm.messaging.bounce;

import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Bounces.Bounce;
import com.sanocrm.platform.outbox.Change;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What mail servers said of a person's address.
 *
 * @param address the keyed hash of the address that they said it of; a new one begins anew
 * @param days of the mails that bounced for good, as {@code 2026-11-23}
 * @param status the last one's (RFC 3463)
 */
public record AddressHealth(
        @BsonId AccountId id,
        String address,
        Set<String> days,
        String status,
        boolean unreachable) {
    /* A full or guarded mailbox may come back; one that refuses on so many days will not. */
    private static final int DAYS = 3;
    private static final int REMEMBERED = 30;

    /* RFC 3463, 3.2: there is no such mailbox or system. */
    private static final Set<String> NO_MAILBOX =
            Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10");

    public AddressHealth {
        days = Set.copyOf(days);
    }

    /** The same report again changes nothing. */
    static Change<AddressHealth> bounced(
            Optional<AddressHealth> known, Bounce bounce, String address, Event record) {
        LocalDate oldest = bounce.sentOn().minusDays(REMEMBERED);
        var days = new TreeSet<String>();
        known.filter(one -> one.address.equals(address)).stream()
                .flatMap(one -> one.days.stream())
                .filter(day -> !LocalDate.parse(day).isBefore(oldest))
                .forEach(days::add);
        boolean before =
                known.filter(one -> one.address.equals(address) && one.unreachable).isPresent();
        days.add(bounce.sentOn().toString());
        boolean unreachable = before || NO_MAILBOX.contains(bounce.status()) || days.size() >= DAYS;
        var next = new AddressHealth(bounce.person(), address, days, bounce.status(), unreachable);
        return unreachable && !before ? Change.of(next, record) : Change.of(next);
    }

    /** Who has the mailbox answered from it. */
    Change<AddressHealth> reachedAgain() {
        return Change.of(new AddressHealth(id, address, Set.of(), status, false));
    }
}
