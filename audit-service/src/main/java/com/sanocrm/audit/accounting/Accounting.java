package com.sanocrm.audit.accounting;

import com.sanocrm.audit.classification.DataClass;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An accounting of disclosures: what 45 CFR 164.528(b) asks for, and every other access beside it.
 *
 * @param complete false when there are more lines than one document can hold; the rest is in the
 *     list of disclosures
 * @param disclosed to others, outside the platform and the clinics: newest first
 * @param accesses all others, refused ones too: newest first
 */
record Accounting(
        AccountId accountId,
        Instant from,
        Instant to,
        boolean complete,
        List<Line> disclosed,
        List<Line> accesses) {
    Accounting {
        disclosed = List.copyOf(disclosed);
        accesses = List.copyOf(accesses);
    }

    /**
     * 45 CFR 164.528(b)(2): when, to whom, what and why; and where the log has it.
     *
     * @param partnerName of the clinic, as it is called today; absent where there is none
     * @param recipient who received it outside; absent when nobody did
     * @param purposeOfUse a code of HL7 v3 PurposeOfUse
     * @param legalBasis the paragraph of 45 CFR, for a disclosure under legal process
     */
    record Line(
            Instant at,
            EventId eventId,
            @Nullable AccountId actorId,
            String actorRole,
            @Nullable PartnerId partnerId,
            @Nullable String partnerName,
            String action,
            Outcome outcome,
            Set<DataClass> dataClasses,
            String purposeOfUse,
            @Nullable String recipient,
            @Nullable String recipientAddress,
            @Nullable String legalBasis,
            String log,
            long index,
            String leafHash) {}
}
