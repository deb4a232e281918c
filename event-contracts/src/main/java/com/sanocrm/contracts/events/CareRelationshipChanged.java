package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.RelationshipId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who of a partner cares for a patient. The only source of who may read and write. Compacted. */
public record CareRelationshipChanged(
        RelationshipId relationshipId,
        PartnerId partnerId,
        AccountId patientId,
        Set<AccountId> clinicianIds,
        Status status,
        Instant since,
        @Nullable Instant until)
        implements Event {

    /** Whether the relationship holds. */
    public enum Status {
        ACTIVE,
        ENDED
    }

    public CareRelationshipChanged {
        clinicianIds = Set.copyOf(clinicianIds);
    }

    @Override
    public EventType eventType() {
        return EventType.CARE_RELATIONSHIP_CHANGED;
    }

    @Override
    public String key() {
        return relationshipId.value();
    }
}
