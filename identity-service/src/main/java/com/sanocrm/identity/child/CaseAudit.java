package com.sanocrm.identity.child;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is said of cases in the audit log. */
@Component
class CaseAudit {
    static final String RESOURCE = "child-report";

    private final AuditRecords records;
    private final AuditTrail trail;

    CaseAudit(AuditRecords records, AuditTrail trail) {
        this.records = records;
        this.trail = trail;
    }

    AuditRecorded by(Caller caller, String action, ChildCase of) {
        return records.success(caller, action, target(of.id(), of.accountId()));
    }

    AuditRecorded bySystem(String action, ChildCase of) {
        return records.bySystem(action, target(of.id(), of.accountId()));
    }

    AuditRecorded anonymous(String action, ChildCaseId id, @Nullable AccountId account) {
        return records.anonymous(action, target(id, account));
    }

    /** Returns when it is on record that they were looked at. */
    void seen(Caller caller, String action, List<ChildCase> cases) {
        if (!cases.isEmpty()) {
            trail.record(cases.stream().map(one -> by(caller, action, one)).toList());
        }
    }

    private static Target target(ChildCaseId id, @Nullable AccountId account) {
        return new Target(null, account, RESOURCE, id.value());
    }
}
