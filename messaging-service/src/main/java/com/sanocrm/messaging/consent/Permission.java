package com.sanocrm.messaging.consent;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.ConsentDecision;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** That one mail for the purpose may go to the person now; only {@link HandOvers} gives it. */
public final class Permission {
    private final AccountId person;
    private final Purpose purpose;
    private final ConsentDecision.Reason reason;
    private final Instant until;
    private final AtomicBoolean used = new AtomicBoolean();

    Permission(AccountId person, Purpose purpose, ConsentDecision.Reason reason, Instant until) {
        this.person = person;
        this.purpose = purpose;
        this.reason = reason;
        this.until = until;
    }

    public boolean isFor(AccountId asked, Purpose use) {
        return person.equals(asked) && purpose == use;
    }

    /** Takes it for a mail; true once. */
    public boolean use() {
        return used.compareAndSet(false, true);
    }

    public ConsentDecision.Reason reason() {
        return reason;
    }

    /** Until then no denial is acknowledged; afterwards nothing may be handed over. */
    public Instant until() {
        return until;
    }
}
