package com.sanocrm.audit.legal;

import com.sanocrm.audit.classification.DataClass;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.DisclosureId;
import com.sanocrm.contracts.id.LegalCaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case as it is answered.
 *
 * @param rule the paragraph of 45 CFR that lets us answer such a demand
 */
record LegalCaseView(
        LegalCaseId caseId,
        Status status,
        LegalProcess process,
        String rule,
        String authority,
        String documentSha256,
        LocalDate servedOn,
        Set<DataClass> scope,
        List<AccountId> subjectIds,
        LegalCase.@Nullable Assurance assurance,
        @Nullable Instant accountingSuspendedUntil,
        Instant openedAt,
        boolean held,
        @Nullable Instant holdEndedAt,
        List<Disclosure> disclosures,
        LegalCase.@Nullable Closing closing) {

    enum Status {
        OPEN,
        CLOSED
    }

    /** What was handed over of one person. */
    record Disclosure(
            DisclosureId disclosureId,
            AccountId subjectId,
            Set<DataClass> dataClasses,
            String recipient,
            @Nullable String recipientAddress,
            String contentSha256,
            Instant disclosedAt) {
        static Disclosure from(LegalCase.Disclosed made) {
            return new Disclosure(
                    made.disclosureId(),
                    made.subjectId(),
                    made.dataClasses(),
                    made.recipient(),
                    made.recipientAddress(),
                    made.contentSha256(),
                    made.at());
        }
    }

    static LegalCaseView from(LegalCase legalCase) {
        return new LegalCaseView(
                legalCase.caseId(),
                legalCase.closing() == null ? Status.OPEN : Status.CLOSED,
                legalCase.process(),
                legalCase.process().rule(),
                legalCase.authority(),
                legalCase.documentSha256(),
                legalCase.servedOn(),
                legalCase.scope(),
                legalCase.subjectIds(),
                legalCase.assurance(),
                legalCase.suspendedUntil(),
                legalCase.openedAt(),
                legalCase.held(),
                legalCase.holdEndedAt(),
                legalCase.disclosures().stream().map(Disclosure::from).toList(),
                legalCase.closing());
    }
}
