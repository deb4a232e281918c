package com.sanocrm.audit.intake;

import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is missing of what the producers have numbered, and what was refused. */
@RestController
class GapEndpoints {
    private static final String READ = "gap.read";
    private static final String RESOURCE = "audit-log";

    private final Numberings numberings;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final GapSettings settings;
    private final Clock clock;

    GapEndpoints(
            Numberings numberings,
            AuditRecords records,
            AuditTrail trail,
            GapSettings settings,
            Clock clock) {
        this.numberings = numberings;
        this.records = records;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is wrong with a producer's records.
     *
     * @param refused the newest hundred that are among the dead letters, whoever sent them in its
     *     name
     * @param unexplained the newest hundred of its records that tell of a use of a person's data
     *     key without a record
     */
    record ProducerGaps(
            String producer,
            List<Numbering.Gap> missing,
            List<Numbering.Refused> refused,
            List<String> unexplained) {
        boolean isNothing() {
            return missing.isEmpty() && refused.isEmpty() && unexplained.isEmpty();
        }
    }

    @Access(roles = Role.COMPLIANCE, action = READ, resource = RESOURCE)
    @GetMapping("/api/v1/audit/gaps")
    Page<ProducerGaps> gaps(Caller caller, Page.Request page) {
        Instant overdue = clock.instant().minus(settings.gapGrace());
        Page<ProducerGaps> incomplete =
                page.page(
                        numberings.incomplete(page.after(), page.limit() + 1),
                        Numbering::producer,
                        one ->
                                new ProducerGaps(
                                        one.producer(),
                                        one.gapsBefore(overdue),
                                        one.allRefused(),
                                        one.allUnexplained()));
        trail.record(records.success(caller, READ, new Target(null, null, RESOURCE, null)));
        return new Page<>(
                incomplete.items().stream().filter(item -> !item.isNothing()).toList(),
                incomplete.next());
    }
}
