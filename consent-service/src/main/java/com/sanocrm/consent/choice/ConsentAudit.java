package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Caller;
import org.springframework.stereotype.Component;

/** The audit records of this feature; choices belong to the person, so to no partner's log. */
@Component
class ConsentAudit {
    private final AuditRecords records;
    private final AuditTrail trail;

    ConsentAudit(AuditRecords records, AuditTrail trail) {
        this.records = records;
        this.trail = trail;
    }

    /** Returns when the access is recorded durably. */
    void read(Caller caller, AccountId subject) {
        trail.record(
                records.success(
                        caller, "consent.read", new Target(null, subject, "consent", null)));
    }

    /** Goes into the write of the change. */
    Event changed(Caller caller, AccountId subject, Purpose purpose) {
        return records.success(caller, "consent.change", target(subject, purpose));
    }

    /** As {@link #changed}, of a choice that another service took in. */
    Event taken(AccountId subject, Purpose purpose) {
        return records.bySystem("consent.change", target(subject, purpose));
    }

    private static Target target(AccountId subject, Purpose purpose) {
        return new Target(null, subject, "consent", purpose.wireName());
    }
}
