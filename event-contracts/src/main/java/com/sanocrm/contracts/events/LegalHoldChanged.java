package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.LegalCaseId;
import java.time.Instant;
import java.util.Set;

/**
 * Whose data must be kept because of a case of legal process. The last event of a case says it all:
 * a person's data is held as long as any case names the person. Neither erasure nor retention may
 * destroy anything of a person who is held.
 */
public record LegalHoldChanged(
        LegalCaseId caseId,
        /* Empty when the hold has ended. */
        Set<AccountId> subjectIds,
        Instant changedAt)
        implements Event {
    public LegalHoldChanged {
        subjectIds = Set.copyOf(subjectIds);
    }

    @Override
    public EventType eventType() {
        return EventType.LEGAL_HOLD_CHANGED;
    }

    @Override
    public String key() {
        return caseId.value();
    }
}
