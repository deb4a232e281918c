package com.sanocrm.audit.legal;

import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells people of disclosures when the time for which they were kept from them is over. */
@Component
class EndedSuspensions {
    private static final int AT_ONCE = 100;

    private final LegalCases cases;
    private final LegalRecords records;
    private final Clock clock;

    EndedSuspensions(LegalCases cases, LegalRecords records, Clock clock) {
        this.cases = cases;
        this.records = records;
        this.clock = clock;
    }

    /** Of several instances one does it: what is told already is told no second time. */
    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    void tell() {
        Instant now = clock.instant();
        for (LegalCase due : cases.untold(AT_ONCE)) {
            if (!due.isSuspended(now)) {
                cases.change(
                        due.caseId(),
                        current -> new LegalCase.Accepted(current.allTold()),
                        (before, _) -> records.told(before));
            }
        }
    }
}
