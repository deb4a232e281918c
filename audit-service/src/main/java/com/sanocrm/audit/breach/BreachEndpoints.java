package com.sanocrm.audit.breach;

import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.log.RecordFilter;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** From a credential and a time window to the people, the kinds of data and the notices. */
@RestController
@RequestMapping("/api/v1/audit/blast-radius")
class BreachEndpoints {
    private static final ProblemType TOO_MANY =
            new ProblemType("window-too-large", 422, "The window has too many records");
    private static final String ASSESS = "breach.assess";
    private static final String RESOURCE = "audit-event";
    private static final Duration LONGEST_WINDOW = Duration.ofDays(366);
    private static final int AT_ONCE = 500;
    /* As many as are read well within the time that the gateway gives an answer. */
    private static final int MAX_RECORDS = 100_000;

    private final Logs logs;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final JsonMapper json;
    private final Clock clock;

    BreachEndpoints(
            Logs logs, AuditRecords records, AuditTrail trail, JsonMapper json, Clock clock) {
        this.logs = logs;
        this.records = records;
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    /**
     * How much the actor's credentials did in the window.
     *
     * @param actor an account, a person's or a system client's
     */
    @GetMapping
    @Access(roles = Role.COMPLIANCE, action = ASSESS, resource = RESOURCE)
    BlastRadius summary(
            @RequestParam AccountId actor,
            @RequestParam Instant from,
            @RequestParam Instant to,
            Caller caller) {
        Exposure exposure = exposure(actor, from, to);
        trail.record(records.success(caller, ASSESS, new Target(null, null, RESOURCE, null)));
        return BlastRadius.of(actor, from, to, exposure);
    }

    /**
     * The notices that follow, one a line. Each person who is named here finds this access among
     * the disclosures.
     *
     * @param discoveredAt when the breach became known, where the time limits begin; now if absent
     */
    @GetMapping(produces = "application/x-ndjson")
    @Access(roles = Role.COMPLIANCE, action = ASSESS, resource = RESOURCE)
    byte[] notices(
            @RequestParam AccountId actor,
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(required = false) @Nullable Instant discoveredAt,
            Caller caller) {
        Exposure exposure = exposure(actor, from, to);
        trail.record(
                exposure.people().stream()
                        .map(person -> new Target(null, person.subjectId(), RESOURCE, null))
                        .map(target -> records.success(caller, ASSESS, target))
                        .toList());
        return Notice.of(exposure, discoveredAt == null ? clock.instant() : discoveredAt).stream()
                .map(json::writeValueAsString)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private Exposure exposure(AccountId actor, Instant from, Instant to) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_WINDOW) > 0) {
            throw ProblemException.invalid("/to", "After from, and by 366 days at most.");
        }
        var exposure = new Exposure();
        EventId before = null;
        while (true) {
            List<LoggedRecord> page =
                    logs.newest(
                            new RecordFilter(null, actor, null, null, from, to, before), AT_ONCE);
            page.forEach(logged -> exposure.add(logged.leaf().record()));
            if (page.size() < AT_ONCE) {
                return exposure;
            }
            if (exposure.records() >= MAX_RECORDS) {
                throw new ProblemException(
                        TOO_MANY, "Ask for shorter windows, or make a saved export.");
            }
            before = page.getLast().leaf().record().eventId();
        }
    }
}
