package com.sanocrm.messaging.conversation;

import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Whose conversations a caller may see now: the caller's own as a patient, those of a partner's
 * patients whom the caller cares for, and in an emergency those of one more patient with anybody.
 *
 * @param self null for whose account is kept from everybody
 * @param partner null for who is no clinician
 */
record Scope(
        @Nullable AccountId self,
        @Nullable PartnerId partner,
        List<AccountId> patients,
        List<AccountId> inEmergency) {
    /** Whether nothing but an emergency shows it. */
    boolean isEmergency(Conversation conversation) {
        AccountId patient = conversation.patientId();
        boolean ordinary =
                patient.equals(self)
                        || (conversation.partnerId().equals(partner) && patients.contains(patient));
        return !ordinary;
    }

    Bson filter() {
        var sides = new ArrayList<Bson>();
        if (self != null) {
            sides.add(Filters.eq("patientId", self.value()));
        }
        if (partner != null) {
            sides.add(
                    Filters.and(
                            Filters.eq("partnerId", partner.value()),
                            Filters.in("patientId", values(patients))));
        }
        if (!inEmergency.isEmpty()) {
            sides.add(Filters.in("patientId", values(inEmergency)));
        }
        if (sides.isEmpty()) {
            return Filters.in("patientId", List.of());
        }
        return sides.size() == 1 ? sides.getFirst() : Filters.or(sides);
    }

    private static List<String> values(List<AccountId> ids) {
        return ids.stream().map(AccountId::value).toList();
    }
}
