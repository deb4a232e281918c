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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The records, to compliance; one record's proof, to whom it is about as well. */
@RestController
@RequestMapping("/api/v1/audit/events")
class RecordEndpoints {
    private static final String PROVE = "audit.prove";

    private final RecordSearch search;
    private final Logs logs;
    private final AuditRecords records;
    private final AuditTrail trail;

    RecordEndpoints(RecordSearch search, Logs logs, AuditRecords records, AuditTrail trail) {
        this.search = search;
        this.logs = logs;
        this.records = records;
        this.trail = trail;
    }

    @Access(roles = Role.COMPLIANCE, action = RecordSearch.ACTION, resource = RecordSearch.RESOURCE)
    @GetMapping
    Page<AuditEvent> search(Caller caller, RecordQuery query, Page.Request page) {
        Page<LoggedRecord> found = search.find(caller, query, page);
        return new Page<>(found.items().stream().map(AuditEvent::from).toList(), found.next());
    }

    @Access(action = PROVE, resource = RecordSearch.RESOURCE)
    @GetMapping("/{id}/proof")
    InclusionProof proof(Caller caller, @PathVariable EventId id) {
        LoggedRecord logged =
                logs.find(id)
                        .filter(found -> maySee(caller, found.leaf().record()))
                        .orElseThrow(ProblemException::notFound);
        InclusionProof proof = InclusionProof.of(logged, logs.viewOf(logged));
        AuditRecorded seen = logged.leaf().record();
        var target =
                new Target(seen.partnerId(), seen.subjectId(), RecordSearch.RESOURCE, id.value());
        trail.record(records.success(caller, PROVE, target));
        return proof;
    }

    private static boolean maySee(Caller caller, AuditRecorded record) {
        return caller.is(Role.COMPLIANCE) || caller.accountId().equals(record.subjectId());
    }
}
