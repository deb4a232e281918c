package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;

/**
 * A clinician without a care relationship may read about a patient until then (45 CFR
 * 164.312(a)(2)(ii)). The justification is not told: it stays with identity-service.
 */
public record EmergencyAccessChanged(
        EmergencyAccessId emergencyAccessId,
        /* For whom the clinician works. */
        PartnerId partnerId,
        AccountId clinicianId,
        AccountId patientId,
        Status status,
        Instant openedAt,
        /* When it ends; earlier than first told when a review ends it. */
        Instant until)
        implements Event {

    /** Whether somebody has judged it. */
    public enum Status {
        OPEN,
        REVIEWED
    }

    @Override
    public EventType eventType() {
        return EventType.EMERGENCY_ACCESS_CHANGED;
    }

    @Override
    public String key() {
        return emergencyAccessId.value();
    }
}
