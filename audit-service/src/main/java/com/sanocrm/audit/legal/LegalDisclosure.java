package com.sanocrm.audit.legal;

import com.sanocrm.audit.classification.DataClass;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person may know of a disclosure under legal process. */
public record LegalDisclosure(
        LegalProcess process,
        String recipient,
        @Nullable String recipientAddress,
        Set<DataClass> dataClasses,
        Instant at) {
    static LegalDisclosure from(LegalCase legalCase, LegalCase.Disclosed made) {
        return new LegalDisclosure(
                legalCase.process(),
                made.recipient(),
                made.recipientAddress(),
                made.dataClasses(),
                made.at());
    }
}
