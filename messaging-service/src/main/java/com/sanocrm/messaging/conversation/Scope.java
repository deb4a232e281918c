package com.sanocrm.messaging.conversation;

import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Whose conversations a caller may see now: the caller's own as a patient, and those of a partner's
 * patients whom the caller cares for.
 *
 * @param partner null for who is no clinician
 */
record Scope(AccountId self, @Nullable PartnerId partner, List<AccountId> patients) {
    Bson filter() {
        var sides = new ArrayList<Bson>();
        sides.add(Filters.eq("patientId", self.value()));
        if (partner != null) {
            sides.add(
                    Filters.and(
                            Filters.eq("partnerId", partner.value()),
                            Filters.in(
                                    "patientId",
                                    patients.stream().map(AccountId::value).toList())));
        }
        return sides.size() == 1 ? sides.getFirst() : Filters.or(sides);
    }
}
