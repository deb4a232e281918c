package com.sanocrm.identity.child;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.identity.child.ChildCase.Answer;
import com.sanocrm.identity.child.ChildCase.Decision;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Moves cases on; what a case cannot do now is answered by nothing. */
@Component
class CaseDesk {
    private final ChildCases cases;
    private final CaseWords words;
    private final ParentLinks links;
    private final ChildSettings settings;
    private final Settlement settlement;

    CaseDesk(
            ChildCases cases,
            CaseWords words,
            ParentLinks links,
            ChildSettings settings,
            Settlement settlement) {
        this.cases = cases;
        this.words = words;
        this.links = links;
        this.settings = settings;
        this.settlement = settlement;
    }

    Optional<ChildCase> ask(
            ChildCase known,
            AccountId child,
            Sensitive email,
            String language,
            AuditRecorded record) {
        String sealed = links.seal(known.id(), email);
        Instant now = cases.now();
        return move(known.id(), current -> current.asked(child, sealed, language, now, record));
    }

    Optional<ChildCase> decide(ChildCase known, Decision decision, AuditRecorded record) {
        return move(
                known.id(),
                current ->
                        switch (decision.verdict()) {
                            case QUARANTINE ->
                                    current.quarantined(
                                            decision,
                                            settings.verifiedUntil(decision.at()),
                                            record);
                            case ACCEPT -> current.accepted(decision, record);
                            case DISMISS -> current.dismissed(decision, record);
                            case ERASE -> current.erased(decision, record);
                        });
    }

    /** The case whose question that token may answer. */
    Optional<ChildCase> askedBy(String token) {
        return links.open(token)
                .flatMap(
                        link ->
                                cases.find(link.caseId())
                                        .filter(one -> one.waitsFor(link.askedAt(), cases.now())));
    }

    /** Takes the answer, once. */
    Optional<ChildCase> answer(
            String token, ParentAnswer answer, Function<ChildCase, AuditRecorded> record) {
        Instant now = cases.now();
        return askedBy(token)
                .flatMap(
                        known -> {
                            var given =
                                    new Answer(
                                            answer.consents(), now, words.seal(known.id(), answer));
                            var link = links.open(token).orElseThrow();
                            return move(
                                    known.id(),
                                    current ->
                                            current.answered(
                                                    link.askedAt(),
                                                    given,
                                                    settings.decidedUntil(now),
                                                    record.apply(known)));
                        });
    }

    private Optional<ChildCase> move(
            ChildCaseId id, Function<ChildCase, Optional<Change<ChildCase>>> step) {
        var possible = new AtomicBoolean();
        try {
            ChildCase moved =
                    cases.change(
                            id,
                            current -> {
                                Optional<Change<ChildCase>> change = step.apply(current);
                                possible.set(change.isPresent());
                                return change.orElseGet(() -> Change.of(current));
                            });
            if (possible.get()) {
                settlement.attempt(moved);
                return cases.find(id);
            }
            return Optional.empty();
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }
}
