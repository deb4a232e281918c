package com.sanocrm.audit.legal;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.LegalCaseId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the log says of legal process. A case names no person there: an authority may demand that
 * the person is not told yet. A disclosure names the person, at once or when that time is over.
 */
@Component
class LegalRecords {
    static final String DISCLOSE = "legal-case.disclose";
    static final String CASE = "legal-case";
    static final String DISCLOSURE = "legal-disclosure";

    /** HL7 v3 PurposeOfUse. */
    private static final String LEGAL = "HLEGAL";

    private final AuditRecords records;

    LegalRecords(AuditRecords records) {
        this.records = records;
    }

    AuditRecorded ofCase(Caller caller, String action, @Nullable LegalCaseId id) {
        String resource = id == null ? null : id.value();
        return legal(records.success(caller, action, new Target(null, null, CASE, resource)));
    }

    /** Of what the change added. */
    List<Event> disclosed(Caller caller, LegalCase before, LegalCase after) {
        return after.disclosures().stream()
                .filter(made -> !before.disclosures().contains(made))
                .<Event>map(
                        made -> legal(records.success(caller, DISCLOSE, target(made, made.told()))))
                .toList();
    }

    /** Of what was kept from the people until now. */
    List<Event> told(LegalCase before) {
        return before.untold().stream()
                .<Event>map(made -> legal(records.bySystem(DISCLOSE, target(made, true))))
                .toList();
    }

    private static Target target(LegalCase.Disclosed made, boolean named) {
        AccountId subject = named ? made.subjectId() : null;
        return new Target(null, subject, DISCLOSURE, made.disclosureId().value());
    }

    private static AuditRecorded legal(AuditRecorded record) {
        return new AuditRecorded(
                record.eventId(),
                record.time(),
                record.action(),
                record.outcome(),
                record.actorId(),
                record.actorRole(),
                record.partnerId(),
                record.subjectId(),
                record.resourceType(),
                record.resourceId(),
                LEGAL,
                record.traceId());
    }
}
