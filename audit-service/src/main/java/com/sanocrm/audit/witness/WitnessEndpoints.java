package com.sanocrm.audit.witness;

import com.sanocrm.audit.log.Cosignatures;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.Witnessed;
import com.sanocrm.audit.log.Witnessed.State;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the witnesses say: to compliance of each log, to anybody the newest that was co-signed. */
@RestController
class WitnessEndpoints {
    private static final String READ = "witness.read";
    private static final String RESOURCE = "audit-log";

    private final Cosignatures cosignatures;
    private final AuditRecords records;
    private final AuditTrail trail;

    WitnessEndpoints(Cosignatures cosignatures, AuditRecords records, AuditTrail trail) {
        this.cosignatures = cosignatures;
        this.records = records;
        this.trail = trail;
    }

    /**
     * What one witness says of one log.
     *
     * @param alarm it has seen another history of the log than there is now
     * @param size what it co-signed last
     */
    record WitnessedLog(
            String log,
            String witness,
            State state,
            boolean alarm,
            Instant since,
            long size,
            @Nullable Instant cosignedAt) {
        static WitnessedLog from(Witnessed witnessed) {
            return new WitnessedLog(
                    witnessed.log(),
                    witnessed.witness(),
                    witnessed.state(),
                    witnessed.state().isAlarm(),
                    witnessed.since(),
                    witnessed.size(),
                    witnessed.cosignedAt());
        }
    }

    @Access(roles = Role.COMPLIANCE, action = READ, resource = RESOURCE)
    @GetMapping("/api/v1/audit/witnesses")
    Page<WitnessedLog> witnesses(Caller caller, Page.Request page) {
        Page<WitnessedLog> answer =
                page.page(
                        cosignatures.list(page.after(), page.limit() + 1),
                        Witnessed::id,
                        WitnessedLog::from);
        trail.record(records.success(caller, READ, new Target(null, null, RESOURCE, null)));
        return answer;
    }

    /**
     * The newest checkpoint that a witness has co-signed, as a signed note: while a log grows, some
     * hundred milliseconds behind the newest.
     */
    @Access(
            action = "checkpoint.read",
            resource = RESOURCE,
            unrecorded = "roots and hashes tell of no person")
    @GetMapping(
            path = "/api/v1/audit/log/cosigned-checkpoint",
            produces = "text/plain;charset=UTF-8")
    String cosigned(@RequestParam(defaultValue = "platform") String log) {
        return LogName.parse(log)
                .flatMap(cosignatures::newest)
                .orElseThrow(ProblemException::notFound)
                .toString();
    }
}
