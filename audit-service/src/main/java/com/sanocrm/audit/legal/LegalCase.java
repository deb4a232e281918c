package com.sanocrm.audit.legal;

import com.sanocrm.audit.classification.DataClass;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.DisclosureId;
import com.sanocrm.contracts.id.LegalCaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A demand of legal process for people's data.
 *
 * <pre>
 *   open, held ──release──▶ open ──close──▶ closed
 *       └───────────────close──────────────────▲
 * </pre>
 *
 * While it is held nothing of its people may be destroyed. Data is disclosed only while it is open,
 * only of its people and only of the kinds that the document names.
 *
 * @param documentSha256 of the document that was served, hexadecimal
 * @param authority who asks: a court or an agency, never a private person
 * @param scope the kinds of data that the document names
 * @param suspendedUntil until when the people's accountings leave these disclosures out, because
 *     the authority demands it (45 CFR 164.528(a)(2)); null if it does not
 */
public record LegalCase(
        @BsonId LegalCaseId caseId,
        LegalProcess process,
        String authority,
        String documentSha256,
        LocalDate servedOn,
        Set<DataClass> scope,
        List<AccountId> subjectIds,
        @Nullable Assurance assurance,
        @Nullable Instant suspendedUntil,
        Instant openedAt,
        boolean held,
        @Nullable Instant holdEndedAt,
        List<Disclosed> disclosures,
        @Nullable Closing closing) {
    public LegalCase {
        scope = Set.copyOf(scope);
        subjectIds = List.copyOf(subjectIds);
        disclosures = List.copyOf(disclosures);
    }

    /** What the one who serves a subpoena must show: 45 CFR 164.512(e)(1)(ii). */
    public enum Assurance {
        NOTICE_TO_THE_PERSON,
        PROTECTIVE_ORDER
    }

    /**
     * What was handed over of one person.
     *
     * @param contentSha256 of exactly what was handed over, hexadecimal
     * @param told whether the person's log has it; not while the accounting is suspended
     */
    public record Disclosed(
            DisclosureId disclosureId,
            AccountId subjectId,
            Set<DataClass> dataClasses,
            String recipient,
            @Nullable String recipientAddress,
            String contentSha256,
            Instant at,
            boolean told) {
        public Disclosed {
            dataClasses = Set.copyOf(dataClasses);
        }

        Disclosed asTold() {
            return new Disclosed(
                    disclosureId,
                    subjectId,
                    dataClasses,
                    recipient,
                    recipientAddress,
                    contentSha256,
                    at,
                    true);
        }
    }

    /** How a case ended. */
    public enum Result {
        COMPLIED,
        PARTLY_COMPLIED,
        REFUSED,
        QUASHED,
        WITHDRAWN
    }

    public record Closing(Result result, String ground, Instant at) {}

    /** What may be done with the case. */
    sealed interface Decision {}

    record Accepted(LegalCase next) implements Decision {}

    /** It is closed, or no longer held. */
    record Over() implements Decision {}

    /** The document does not name this person or this kind of data. */
    record NotCovered() implements Decision {}

    record AssuranceMissing() implements Decision {}

    /** A repeat is accepted and changes nothing. */
    Decision disclose(Disclosed disclosed) {
        if (disclosures.stream()
                .anyMatch(made -> made.disclosureId().equals(disclosed.disclosureId()))) {
            return new Accepted(this);
        }
        if (closing != null) {
            return new Over();
        }
        if (!subjectIds.contains(disclosed.subjectId())
                || !scope.containsAll(disclosed.dataClasses())) {
            return new NotCovered();
        }
        if (process.needsAssurance() && assurance == null) {
            return new AssuranceMissing();
        }
        var more = new ArrayList<>(disclosures);
        more.add(disclosed);
        return new Accepted(with(held, holdEndedAt, more, closing));
    }

    Decision releaseHold(Instant now) {
        return held ? new Accepted(with(false, now, disclosures, closing)) : new Over();
    }

    /** The end of a case ends its hold. */
    Decision close(Closing how) {
        if (closing != null) {
            return new Over();
        }
        return new Accepted(with(false, held ? how.at() : holdEndedAt, disclosures, how));
    }

    boolean isSuspended(Instant now) {
        return suspendedUntil != null && now.isBefore(suspendedUntil);
    }

    List<Disclosed> untold() {
        return disclosures.stream().filter(disclosed -> !disclosed.told()).toList();
    }

    LegalCase allTold() {
        return with(
                held, holdEndedAt, disclosures.stream().map(Disclosed::asTold).toList(), closing);
    }

    private LegalCase with(
            boolean nowHeld,
            @Nullable Instant released,
            List<Disclosed> disclosed,
            @Nullable Closing closed) {
        return new LegalCase(
                caseId,
                process,
                authority,
                documentSha256,
                servedOn,
                scope,
                subjectIds,
                assurance,
                suspendedUntil,
                openedAt,
                nowHeld,
                released,
                disclosed,
                closed);
    }
}
