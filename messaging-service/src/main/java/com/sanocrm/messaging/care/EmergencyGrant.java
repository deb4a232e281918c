package com.sanocrm.messaging.care;

import com.sanocrm.contracts.events.EmergencyAccessChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Until when a clinician may read about a patient because of an emergency.
 *
 * @param partnerId for whom the clinician works
 */
public record EmergencyGrant(
        @BsonId EmergencyAccessId id,
        PartnerId partnerId,
        AccountId clinicianId,
        AccountId patientId,
        Instant until) {
    static EmergencyGrant from(EmergencyAccessChanged event) {
        return new EmergencyGrant(
                event.emergencyAccessId(),
                event.partnerId(),
                event.clinicianId(),
                event.patientId(),
                event.until());
    }
}
