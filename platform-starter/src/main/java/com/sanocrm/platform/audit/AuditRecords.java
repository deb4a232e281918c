package com.sanocrm.platform.audit;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.trace.Traces;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes audit records: who did what to whose data. */
public final class AuditRecords {
    private static final String SYSTEM = "system";
    private static final String ANONYMOUS = "anonymous";
    private static final String EMERGENCY_TREATMENT = "ETREAT";

    private final Ids ids;
    private final Clock clock;

    public AuditRecords(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was touched, and in whose log it belongs.
     *
     * @param partnerId the tenant; null for the platform's own log
     * @param subjectId whose data it is; null when nobody's
     * @param type {@code conversation}, {@code account}
     */
    public record Target(
            @Nullable PartnerId partnerId,
            @Nullable AccountId subjectId,
            String type,
            @Nullable String id) {}

    public AuditRecorded success(Caller caller, String action, Target target) {
        return of(Optional.of(caller), action, Outcome.SUCCESS, target);
    }

    /** The caller is let in by nothing but an emergency (ETREAT). */
    public AuditRecorded inEmergency(Caller caller, String action, Target target) {
        return record(
                caller.accountId(),
                caller.auditRole(),
                action,
                Outcome.SUCCESS,
                target,
                EMERGENCY_TREATMENT);
    }

    public AuditRecorded refused(Optional<Caller> caller, String action, Target target) {
        return of(caller, action, Outcome.REFUSED, target);
    }

    /** Somebody without a token did it, such as registering. */
    public AuditRecorded anonymous(String action, Target target) {
        return of(Optional.empty(), action, Outcome.SUCCESS, target);
    }

    /** The service did it by itself, or because of an event. */
    public AuditRecorded bySystem(String action, Target target) {
        return record(null, SYSTEM, action, Outcome.SUCCESS, target, "HOPERAT");
    }

    /** As above, under an id that is the same however often it is attempted. */
    public AuditRecorded bySystem(EventId id, String action, Target target) {
        return record(id, null, SYSTEM, action, Outcome.SUCCESS, target, "HOPERAT");
    }

    /** Something about the person happened that must have had a record before. */
    AuditRecorded unexplained(String action, AccountId person) {
        return record(
                null,
                SYSTEM,
                action,
                Outcome.FAILED,
                new Target(null, person, "data-key", null),
                "HOPERAT");
    }

    private AuditRecorded of(
            Optional<Caller> caller, String action, Outcome outcome, Target target) {
        return record(
                caller.map(Caller::accountId).orElse(null),
                caller.map(Caller::auditRole).orElse(ANONYMOUS),
                action,
                outcome,
                target,
                caller.map(AuditRecords::purposeOfUse).orElse("PATRQT"));
    }

    private AuditRecorded record(
            @Nullable AccountId actor,
            String role,
            String action,
            Outcome outcome,
            Target target,
            String purposeOfUse) {
        return record(
                ids.next(EventId.PREFIX, EventId::new),
                actor,
                role,
                action,
                outcome,
                target,
                purposeOfUse);
    }

    private AuditRecorded record(
            EventId id,
            @Nullable AccountId actor,
            String role,
            String action,
            Outcome outcome,
            Target target,
            String purposeOfUse) {
        return new AuditRecorded(
                id,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                action,
                outcome,
                actor,
                role,
                target.partnerId(),
                target.subjectId(),
                target.type(),
                target.id(),
                purposeOfUse,
                Traces.currentTraceId());
    }

    /** HL7 v3 PurposeOfUse of a role's ordinary work. */
    private static String purposeOfUse(Caller caller) {
        if (caller.is(Role.CLINICIAN)) {
            return "TREAT";
        }
        return caller.is(Role.PATIENT) ? "PATRQT" : "HOPERAT";
    }
}
