package com.sanocrm.identity.relationship;

import com.sanocrm.contracts.events.CareRelationshipChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.RelationshipId;
import com.sanocrm.platform.export.PortableData;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who cares or cared for the person. */
@Component
@Order(2)
class RelationshipData implements PortableData {
    private final CareRelationships relationships;

    RelationshipData(CareRelationships relationships) {
        this.relationships = relationships;
    }

    record RelationshipView(
            RelationshipId relationshipId,
            PartnerId partnerId,
            List<AccountId> clinicianIds,
            Status status,
            Instant since,
            @Nullable Instant until) {}

    @Override
    public String section() {
        return "careRelationships";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        relationships
                .of(person)
                .forEach(
                        one ->
                                each.accept(
                                        new RelationshipView(
                                                one.relationshipId(),
                                                one.partnerId(),
                                                one.clinicianIds(),
                                                one.status(),
                                                one.since(),
                                                one.until())));
    }
}
