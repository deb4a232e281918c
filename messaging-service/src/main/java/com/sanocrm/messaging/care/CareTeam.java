package com.sanocrm.messaging.care;

import com.sanocrm.contracts.events.CareRelationshipChanged;
import com.sanocrm.contracts.events.CareRelationshipChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * All care relationships that a partner and a patient ever had. They are kept together because each
 * has a topic position of its own: the end of an old one may arrive after the begin of a new one.
 *
 * @param clinicianIds of the relationships that hold now; empty when none does
 */
public record CareTeam(
        @BsonId String id,
        PartnerId partnerId,
        AccountId patientId,
        Map<String, Relationship> relationships,
        boolean active,
        Set<AccountId> clinicianIds) {

    public record Relationship(Status status, Set<AccountId> clinicianIds) {}

    static String id(PartnerId partner, AccountId patient) {
        return partner.value() + "|" + patient.value();
    }

    static CareTeam none(PartnerId partner, AccountId patient) {
        return new CareTeam(id(partner, patient), partner, patient, Map.of(), false, Set.of());
    }

    CareTeam with(CareRelationshipChanged event) {
        var all = new HashMap<>(relationships);
        all.put(
                event.relationshipId().value(),
                new Relationship(event.status(), event.clinicianIds()));
        var holding = all.values().stream().filter(one -> one.status() == Status.ACTIVE).toList();
        return new CareTeam(
                id,
                partnerId,
                patientId,
                all,
                !holding.isEmpty(),
                holding.stream()
                        .flatMap(one -> one.clinicianIds().stream())
                        .collect(Collectors.toSet()));
    }

    public boolean has(AccountId clinician) {
        return clinicianIds.contains(clinician);
    }
}
