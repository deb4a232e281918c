package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.BrowserSignalSeen;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.consume.EventMetadata;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Records what browsers say for their users: {@code Sec-GPC} and {@code DNT}. */
@Component
class SignalDenials {
    private final PersonConsents people;
    private final Words words;
    private final Receipts receipts;
    private final ConsentAudit audit;
    private final Clock clock;

    SignalDenials(
            PersonConsents people,
            Words words,
            Receipts receipts,
            ConsentAudit audit,
            Clock clock) {
        this.people = people;
        this.words = words;
        this.receipts = receipts;
        this.audit = audit;
        this.clock = clock;
    }

    /** The gateway saw a browser begin or cease to object, or say again what it said. */
    PersonConsent seen(BrowserSignalSeen event, EventMetadata metadata) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var seen = new StandingSignal(event.session(), event.gpc(), event.dnt(), event.seenAt());
        AccountId accountId = event.accountId();
        people.ensure(accountId);
        PersonConsent known = people.find(accountId).orElseThrow();
        var next = StandingSignal.after(known.signal(), seen).orElse(null);
        if (Objects.equals(next, known.signal())) {
            return known;
        }
        var denials = denials(accountId, seen, metadata.id(), now);
        return known.signal() == null
                ? people.change(
                        accountId,
                        person -> person.signalled(seen, denials, receipts),
                        audit.taken(accountId, Purpose.BEHAVIOURAL_TRACKING))
                : people.change(accountId, person -> person.signalled(seen, denials, receipts));
    }

    /** The person, with the signal of the request that now follows. */
    PersonConsent noted(
            PersonConsent person, BrowserSignals browser, String evidenceId, Instant now) {
        if (person.signal() != null || !(browser.gpc() || browser.dnt())) {
            return person;
        }
        var seen = new StandingSignal("", browser.gpc(), browser.dnt(), now);
        return person.signalled(seen, denials(person.accountId(), seen, evidenceId, now), receipts)
                .state();
    }

    private List<NewChoice> denials(
            AccountId accountId, StandingSignal signal, String id, Instant now) {
        var shown = Shown.nothing(words.policyVersion());
        return Arrays.stream(Purpose.values())
                .filter(Purpose::yieldsToBrowserSignal)
                .map(
                        purpose ->
                                new NewChoice(
                                        purpose,
                                        Choice.DENIED,
                                        new Evidence(
                                                id + ":" + purpose.wireName(),
                                                Channel.BROWSER_SIGNAL,
                                                null,
                                                accountId,
                                                signal.headers()),
                                        shown,
                                        signal.seenAt(),
                                        now))
                .toList();
    }
}
