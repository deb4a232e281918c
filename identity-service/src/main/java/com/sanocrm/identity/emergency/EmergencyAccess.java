package com.sanocrm.identity.emergency;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EmergencyAccessChanged;
import com.sanocrm.contracts.events.EmergencyAccessChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A clinician's access to a patient's record without a care relationship: 45 CFR 164.312(a)(2)(ii),
 * "break the glass". It ends by itself after four hours.
 *
 * <pre>
 * opened ▶ OPEN ──judged by compliance──▶ REVIEWED
 * </pre>
 *
 * A judgement does not wait for the end; one that finds it unjustified is the end.
 *
 * @param pair clinician and patient
 * @param number of the clinician's accesses to the patient, from 1; unique, so that two requests at
 *     the same time open one
 * @param justification encrypted under the patient's data key
 */
public record EmergencyAccess(
        @BsonId EmergencyAccessId id,
        String pair,
        int number,
        PartnerId partnerId,
        AccountId clinicianId,
        AccountId patientId,
        Binary justification,
        Status status,
        Instant openedAt,
        Instant until,
        @Nullable Review review) {
    static final String COLLECTION = "emergency_accesses";
    static final Duration LASTS = Duration.ofHours(4);

    /** What compliance made of it. */
    public enum Outcome {
        JUSTIFIED,
        UNJUSTIFIED
    }

    /**
     * The sign-off.
     *
     * @param comment encrypted under the patient's data key
     */
    public record Review(
            Outcome outcome, AccountId reviewerId, Instant reviewedAt, @Nullable Binary comment) {}

    static String pairOf(AccountId clinician, AccountId patient) {
        return clinician.value() + "/" + patient.value();
    }

    boolean holdsAt(Instant now) {
        return until.isAfter(now);
    }

    static Target target(EmergencyAccessId id, PartnerId partner, AccountId patient) {
        return new Target(partner, patient, "emergency-access", id.value());
    }

    FieldContext context(String field) {
        return context(id, partnerId, patientId, field);
    }

    static FieldContext context(
            EmergencyAccessId id, PartnerId partner, AccountId patient, String field) {
        return new FieldContext(partner.value(), patient, COLLECTION, id.value(), field);
    }

    Change<EmergencyAccess> opened(AuditRecorded record) {
        return Change.of(this, event(), record);
    }

    /** The first judgement stands. */
    Change<EmergencyAccess> judged(Review judgement, AuditRecorded record) {
        if (review != null) {
            return Change.of(this);
        }
        Instant end =
                judgement.outcome() == Outcome.UNJUSTIFIED && holdsAt(judgement.reviewedAt())
                        ? judgement.reviewedAt()
                        : until;
        var next =
                new EmergencyAccess(
                        id,
                        pair,
                        number,
                        partnerId,
                        clinicianId,
                        patientId,
                        justification,
                        Status.REVIEWED,
                        openedAt,
                        end,
                        judgement);
        return Change.of(next, next.event(), record);
    }

    private EmergencyAccessChanged event() {
        return new EmergencyAccessChanged(
                id, partnerId, clinicianId, patientId, status, openedAt, until);
    }
}
