package com.sanocrm.consent.choice;

import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.outbox.Change;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Records choices, by whatever way they come, and waits until they are enforced. */
@Component
public class Choices {
    private final PersonConsents people;
    private final SignalDenials signals;
    private final Receipts receipts;
    private final Enforcements enforcements;
    private final Clock clock;

    Choices(
            PersonConsents people,
            SignalDenials signals,
            Receipts receipts,
            Enforcements enforcements,
            Clock clock) {
        this.people = people;
        this.signals = signals;
        this.receipts = receipts;
        this.enforcements = enforcements;
        this.clock = clock;
    }

    /**
     * Records what somebody says now. The answer comes when every service enforces it, or after the
     * patience.
     *
     * @throws com.sanocrm.platform.problem.ProblemException 404 if the account is not known
     */
    public Acknowledgement record(AccountId accountId, Statement statement, Event audit) {
        return record(accountId, statement, BrowserSignals.NONE, audit);
    }

    /**
     * As above, from a browser. Its signal is noted before the choice: what the person grants in
     * spite of it is granted, and the signal, told later by the gateway, is not news any more.
     */
    Acknowledgement record(
            AccountId accountId, Statement statement, BrowserSignals browser, Event audit) {
        Instant now = now();
        var choice = statement.made(now, now);
        PersonConsent person =
                choose(
                        accountId,
                        statement,
                        known ->
                                signals.noted(known, browser, statement.evidence().id(), now)
                                        .choose(List.of(choice), receipts),
                        audit);
        return enforcements.acknowledge(person, statement.evidence().id(), now);
    }

    /**
     * Records a choice that another service took in; a repeat by its evidence id records nothing.
     * An account that identity-service has not told of yet can have chosen.
     *
     * @param takenAt by that service's clock; what is later than now by ours is now
     */
    void take(AccountId accountId, Statement statement, Instant takenAt, Event audit) {
        var choice = statement.made(takenAt, now());
        people.ensure(accountId);
        PersonConsent person =
                choose(
                        accountId,
                        statement,
                        known -> known.choose(List.of(choice), receipts),
                        audit);
        enforcements.follow(person);
    }

    /** A filed choice of the same evidence makes this a repeat too. */
    private PersonConsent choose(
            AccountId accountId,
            Statement statement,
            Function<PersonConsent, Change<PersonConsent>> decision,
            Event audit) {
        String policy = statement.shown().policyVersion();
        return people.change(
                accountId,
                known ->
                        people.byEvidence(known, statement.evidence().id()).isPresent()
                                ? known.published(policy, now())
                                : decision.apply(known),
                audit);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
