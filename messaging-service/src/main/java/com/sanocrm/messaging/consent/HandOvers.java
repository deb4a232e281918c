package com.sanocrm.messaging.consent;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.consent.ConsentDecision;
import com.sanocrm.platform.consent.ConsentDecision.Deny;
import com.sanocrm.platform.consent.ConsentDecision.Permit;
import com.sanocrm.platform.outbox.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets an optional mail to a person through, or not, by what holds at that moment. */
@Component
public class HandOvers {
    /** A hand-over takes no longer, or is broken off. */
    public static final Duration LONGEST = Duration.ofSeconds(20);

    /* Between breaking off and giving up the document: for a process that was slow to notice. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Consents consents;
    private final ProjectedConsent decisions;
    private final AuditRecords records;
    private final Clock clock;

    HandOvers(Consents consents, ProjectedConsent decisions, AuditRecords records, Clock clock) {
        this.consents = consents;
        this.decisions = decisions;
        this.records = records;
        this.clock = clock;
    }

    /** What asking for a hand-over comes to. */
    public sealed interface Answer {
        /**
         * Hand the mail over with the permission, then call {@link #end}; until then no denial is
         * acknowledged.
         */
        record Begun(Permission permission) implements Answer {}

        record Denied(ConsentDecision.Reason reason) implements Answer {}

        /** Another mail is being handed over to the person; ask again later. */
        record Busy() implements Answer {}
    }

    /**
     * @param ticket names the hand-over
     * @param sender the tenant in whose name the mail goes; null for the platform
     */
    public Answer begin(
            AccountId person, Purpose purpose, String ticket, @Nullable PartnerId sender) {
        return switch (decisions.decide(person, purpose, BrowserSignals.NONE)) {
            case Deny(var reason) -> new Answer.Denied(reason);
            case Permit _ -> permitted(person, purpose, ticket, sender);
        };
    }

    private Answer permitted(
            AccountId person, Purpose purpose, String ticket, @Nullable PartnerId sender) {
        var answer = new AtomicReference<Answer>(new Answer.Busy());
        consents.change(
                person,
                current -> {
                    Instant now = clock.instant();
                    if (current.isBusy(now)) {
                        answer.set(new Answer.Busy());
                        return Change.of(current);
                    }
                    return switch (decisions.decide(person, purpose, current)) {
                        case Deny(var reason) -> {
                            answer.set(new Answer.Denied(reason));
                            yield Change.of(current);
                        }
                        case Permit(var reason) -> {
                            answer.set(
                                    new Answer.Begun(
                                            new Permission(
                                                    person, purpose, reason, now.plus(LONGEST))));
                            yield current.begin(
                                    new PersonalConsent.HandOver(
                                            ticket, now.plus(LONGEST).plus(MARGIN)),
                                    records.bySystem(
                                            "contact-point.use",
                                            new Target(
                                                    sender,
                                                    person,
                                                    "contact-point",
                                                    person.value())));
                        }
                    };
                });
        return answer.get();
    }

    public void end(AccountId person, String ticket) {
        consents.change(person, current -> current.end(ticket));
    }

    /** Whether the denial has arrived here, so that nothing for that purpose is handed over. */
    public boolean enforcesDenial(AccountId person, Purpose purpose) {
        return consents.find(person)
                .map(known -> known.choices().get(purpose.wireName()) == Choice.DENIED)
                .orElse(false);
    }
}
