package com.sanocrm.identity.relationship;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.CareRelationshipChanged;
import com.sanocrm.contracts.events.CareRelationshipChanged.Status;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.events.Forgotten;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.RelationshipId;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Who of a partner cares for a patient; one per partner and patient.
 *
 * <pre>
 *          ┌──assigned──┐
 *          ▼            │
 * opened ▶ ACTIVE ──────┘
 *          │    ▲
 *        ended  assigned
 *          ▼    │
 *          ENDED
 * </pre>
 *
 * @param pair partner and patient, unique
 * @param since when it began, or began again
 */
public record CareRelationship(
        @BsonId RelationshipId relationshipId,
        String pair,
        PartnerId partnerId,
        AccountId patientId,
        List<AccountId> clinicianIds,
        Status status,
        Instant since,
        @Nullable Instant until) {
    public CareRelationship {
        clinicianIds = List.copyOf(clinicianIds);
    }

    static CareRelationship between(
            RelationshipId id,
            PartnerId partner,
            AccountId patient,
            Set<AccountId> clinicians,
            Instant now) {
        return new CareRelationship(
                id,
                pairOf(partner, patient),
                partner,
                patient,
                sorted(clinicians),
                Status.ACTIVE,
                now,
                null);
    }

    static String pairOf(PartnerId partner, AccountId patient) {
        return partner.value() + "/" + patient.value();
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    Change<CareRelationship> opened(AuditRecorded record) {
        return Change.of(this, event(), record);
    }

    /** These clinicians care from now on; an ended relationship begins again. */
    Change<CareRelationship> assigned(
            Set<AccountId> clinicians, Instant now, AuditRecorded record) {
        List<AccountId> next = sorted(clinicians);
        return isActive() && next.equals(clinicianIds)
                ? Change.of(this)
                : of(next, Status.ACTIVE, isActive() ? since : now, null).opened(record);
    }

    Change<CareRelationship> ended(Instant now, AuditRecorded record) {
        return isActive()
                ? of(clinicianIds, Status.ENDED, since, now).opened(record)
                : Change.of(this);
    }

    /** Ends it for good: after the end the topic has nothing of it any more. */
    Change<CareRelationship> forgotten(Instant now) {
        CareRelationship ended = of(List.of(), Status.ENDED, since, now);
        return Change.of(
                ended,
                ended.event(),
                new Forgotten(EventType.CARE_RELATIONSHIP_CHANGED, relationshipId.value()));
    }

    private CareRelationship of(
            List<AccountId> clinicians, Status next, Instant from, @Nullable Instant to) {
        return new CareRelationship(
                relationshipId, pair, partnerId, patientId, clinicians, next, from, to);
    }

    private static List<AccountId> sorted(Set<AccountId> ids) {
        return ids.stream().sorted(java.util.Comparator.comparing(AccountId::value)).toList();
    }

    private CareRelationshipChanged event() {
        return new CareRelationshipChanged(
                relationshipId,
                partnerId,
                patientId,
                Set.copyOf(clinicianIds),
                status,
                since,
                until);
    }
}
