package com.sanocrm.audit.records;

import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.Page;
import java.util.List;
import org.springframework.stereotype.Component;

/** Compliance's search, itself recorded before anything of it is answered. */
@Component
public class RecordSearch {
    public static final String ACTION = "audit.search";
    public static final String RESOURCE = "audit-event";

    private final Logs logs;
    private final AuditRecords records;
    private final AuditTrail trail;

    RecordSearch(Logs logs, AuditRecords records, AuditTrail trail) {
        this.logs = logs;
        this.records = records;
        this.trail = trail;
    }

    /** A page of the records that fit, newest first. */
    public Page<LoggedRecord> find(Caller caller, RecordQuery query, Page.Request page) {
        List<LoggedRecord> found = logs.newest(query.filter(page.after()), page.limit() + 1);
        Page<LoggedRecord> answer = page.page(found, LoggedRecord::eventId, logged -> logged);
        trail.record(searched(caller, answer.items()));
        return answer;
    }

    /** One record for each person whose records are shown, in the log where those are. */
    private List<AuditRecorded> searched(Caller caller, List<LoggedRecord> shown) {
        List<Target> targets =
                shown.stream()
                        .map(logged -> logged.leaf().record())
                        .map(seen -> new Target(seen.partnerId(), seen.subjectId(), RESOURCE, null))
                        .distinct()
                        .toList();
        List<Target> touched =
                targets.isEmpty() ? List.of(new Target(null, null, RESOURCE, null)) : targets;
        return touched.stream().map(target -> records.success(caller, ACTION, target)).toList();
    }
}
