package com.sanocrm.audit.records;

import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.Page;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The records, to compliance; one record's proof, to whom it is about as well. */
@RestController
@RequestMapping("/api/v1/audit/events")
class RecordEndpoints {
    private static final String SEARCH = "audit.search";
    private static final String PROVE = "audit.prove";
    private static final String RESOURCE = "audit-event";

    private final Logs logs;
    private final AuditRecords records;
    private final AuditTrail trail;

    RecordEndpoints(Logs logs, AuditRecords records, AuditTrail trail) {
        this.logs = logs;
        this.records = records;
        this.trail = trail;
    }

    @Access(roles = Role.COMPLIANCE, action = SEARCH, resource = RESOURCE)
    @GetMapping
    Page<AuditEvent> search(Caller caller, RecordQuery query, Page.Request page) {
        List<LoggedRecord> found = logs.newest(query.filter(page.after()), page.limit() + 1);
        Page<AuditEvent> answer = page.page(found, LoggedRecord::eventId, AuditEvent::from);
        trail.record(searched(caller, answer.items()));
        return answer;
    }

    /** One record for each person whose records are shown, in the log where those are. */
    private List<AuditRecorded> searched(Caller caller, List<AuditEvent> shown) {
        List<Target> targets =
                shown.stream()
                        .map(AuditEvent::record)
                        .map(seen -> new Target(seen.partnerId(), seen.subjectId(), RESOURCE, null))
                        .distinct()
                        .toList();
        List<Target> touched =
                targets.isEmpty() ? List.of(new Target(null, null, RESOURCE, null)) : targets;
        return touched.stream().map(target -> records.success(caller, SEARCH, target)).toList();
    }

    @Access(action = PROVE, resource = RESOURCE)
    @GetMapping("/{id}/proof")
    InclusionProof proof(Caller caller, @PathVariable EventId id) {
        LoggedRecord logged =
                logs.find(id)
                        .filter(found -> maySee(caller, found.leaf().record()))
                        .orElseThrow(ProblemException::notFound);
        InclusionProof proof = InclusionProof.of(logged, logs.viewOf(logged));
        AuditRecorded seen = logged.leaf().record();
        var target = new Target(seen.partnerId(), seen.subjectId(), RESOURCE, id.value());
        trail.record(records.success(caller, PROVE, target));
        return proof;
    }

    private static boolean maySee(Caller caller, AuditRecorded record) {
        return caller.is(Role.COMPLIANCE) || caller.accountId().equals(record.subjectId());
    }
}
