package com.sanocrm.identity.emergency;

import com.sanocrm.contracts.events.EmergencyAccessChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An emergency access as it is shown.
 *
 * @param until when it ends or ended
 * @param justification to compliance only, as is {@code comment}
 */
record EmergencyAccessView(
        EmergencyAccessId emergencyAccessId,
        PartnerId partnerId,
        AccountId clinicianId,
        AccountId accountId,
        Status status,
        Instant openedAt,
        Instant until,
        @Nullable String justification,
        EmergencyAccess.@Nullable Outcome outcome,
        @Nullable AccountId reviewerId,
        @Nullable Instant reviewedAt,
        @Nullable String comment) {

    static EmergencyAccessView withoutWords(EmergencyAccess access) {
        return from(access, null, null);
    }

    static EmergencyAccessView from(
            EmergencyAccess access, @Nullable String justification, @Nullable String comment) {
        EmergencyAccess.Review review = access.review();
        return new EmergencyAccessView(
                access.id(),
                access.partnerId(),
                access.clinicianId(),
                access.patientId(),
                access.status(),
                access.openedAt(),
                access.until(),
                justification,
                review == null ? null : review.outcome(),
                review == null ? null : review.reviewerId(),
                review == null ? null : review.reviewedAt(),
                comment);
    }

    /** Says nothing of the words. */
    @Override
    public String toString() {
        return "EmergencyAccessView[" + emergencyAccessId + "]";
    }
}
