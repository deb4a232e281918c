package com.sanocrm.messaging.bounce;

import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.MailboxStateChanged;
import com.sanocrm.contracts.events.MailboxStateChanged.State;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Bounces.Bounce;
import com.sanocrm.messaging.people.ContactPoints.Known;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What mail servers said of a person's address. The rule by which it is given up:
 *
 * <ul>
 *   <li>There is no such mailbox or system (RFC 3463: 5.1.1, 5.1.2, 5.1.3, 5.1.6, 5.1.10): at once.
 *   <li>Refused for good for any other reason (class 5), such as a full or guarded mailbox, which
 *       may come back: when mails of three days were, within thirty.
 *   <li>Given up after tries that failed for the time being (class 4): when mails of five days
 *       were, within thirty. A delay that is not given up is no failure and never comes here.
 * </ul>
 *
 * Days are those on which the mails were sent, so that one bad day counts once however many mails
 * and reports it had. An address that is confirmed begins anew; of the day on which it was
 * confirmed nothing counts, for a report does not say whether it is about the one before.
 *
 * @param address the keyed hash of the address that they said it of; another begins anew
 * @param since when its owner confirmed it; null for the address of the registration
 * @param days of the mails that were refused for good, as {@code 2026-11-23}
 * @param softDays of those that were given up
 * @param status the last one's (RFC 3463)
 */
public record AddressHealth(
        @BsonId AccountId id,
        String address,
        @Nullable Instant since,
        Set<String> days,
        Set<String> softDays,
        String status,
        boolean unreachable) {
    private static final int HARD_DAYS = 3;
    private static final int SOFT_DAYS = 5;
    private static final int REMEMBERED = 30;

    private static final Set<String> NO_MAILBOX =
            Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10");

    public AddressHealth {
        days = Set.copyOf(days);
        softDays = Set.copyOf(softDays);
    }

    /**
     * The same report again changes nothing.
     *
     * @param record comes with the change that gives the address up
     */
    static Change<AddressHealth> bounced(
            Optional<AddressHealth> known, Bounce bounce, Known address, Event record) {
        Optional<AddressHealth> same = known.filter(one -> one.isOf(address));
        Set<String> days = recent(same.map(AddressHealth::days), bounce);
        Set<String> softDays = recent(same.map(AddressHealth::softDays), bounce);
        (bounce.permanent() ? days : softDays).add(bounce.sentOn().toString());
        boolean before = same.filter(AddressHealth::unreachable).isPresent();
        boolean unreachable =
                before
                        || NO_MAILBOX.contains(bounce.status())
                        || days.size() >= HARD_DAYS
                        || softDays.size() >= SOFT_DAYS;
        var next =
                new AddressHealth(
                        bounce.person(),
                        address.index(),
                        address.since(),
                        days,
                        softDays,
                        bounce.status(),
                        unreachable);
        return unreachable && !before
                ? Change.of(
                        next,
                        next.event(State.BOUNCING, bounce.status(), bounce.reportedAt()),
                        record)
                : Change.of(next);
    }

    private static Set<String> recent(Optional<Set<String>> days, Bounce bounce) {
        LocalDate oldest = bounce.sentOn().minusDays(REMEMBERED);
        var recent = new TreeSet<String>();
        days.orElse(Set.of()).stream()
                .filter(day -> !LocalDate.parse(day).isBefore(oldest))
                .forEach(recent::add);
        return recent;
    }

    /** Who has the mailbox answered from it. */
    Change<AddressHealth> reachedAgain(Instant now) {
        var next = new AddressHealth(id, address, since, Set.of(), Set.of(), status, false);
        return unreachable
                ? Change.of(next, next.event(State.REACHED, null, now))
                : Change.of(next);
    }

    boolean isOf(Known known) {
        return address.equals(known.index()) && Objects.equals(since, known.since());
    }

    private MailboxStateChanged event(State state, @Nullable String statusCode, Instant at) {
        return new MailboxStateChanged(id, state, statusCode, since, at);
    }
}
