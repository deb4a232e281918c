package com.sanocrm.identity.relationship;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.RelationshipId;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.Documents.DuplicateDocumentException;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** All care relationships: the only source of who may read and write about whom. */
@Component
public class CareRelationships implements PersonalData {
    /* One with each partner. */
    private static final int MOST_OF_ONE = 10_000;

    private final Documents<CareRelationship> relationships;
    private final Partners partners;
    private final AuditRecords records;
    private final Ids ids;
    private final Clock clock;

    CareRelationships(
            DocumentsFactory documents,
            Partners partners,
            AuditRecords records,
            Ids ids,
            Clock clock) {
        this.partners = partners;
        this.relationships = documents.of("care_relationships", CareRelationship.class);
        this.records = records;
        this.ids = ids;
        this.clock = clock;
        /* One per partner and patient, and how it is found: find. */
        relationships.createIndex(Indexes.ascending("pair"), new IndexOptions().unique(true));
        /* hasAny, shut, erase */
        relationships.createIndex(Indexes.ascending("patientId"), new IndexOptions());
    }

    /** How a relationship stands after {@link #put}. */
    public record Put(CareRelationship relationship, boolean isNew) {}

    /** Opens the relationship, or gives it these clinicians; the caller has checked them. */
    public Put put(PartnerId partner, AccountId patient, Set<AccountId> clinicians, Caller caller) {
        Optional<CareRelationship> known = find(partner, patient);
        if (known.isPresent()) {
            return new Put(assign(known.get(), clinicians, caller), false);
        }
        CareRelationship opened =
                CareRelationship.between(
                        ids.next(RelationshipId.PREFIX, RelationshipId::new),
                        partner,
                        patient,
                        clinicians,
                        now());
        var target = target(opened);
        try {
            return new Put(
                    relationships
                            .create(
                                    opened.opened(
                                            records.success(
                                                    caller, "care-relationship.open", target)))
                            .state(),
                    true);
        } catch (DuplicateDocumentException quicker) {
            CareRelationship other = find(partner, patient).orElseThrow(() -> quicker);
            return new Put(assign(other, clinicians, caller), false);
        }
    }

    private CareRelationship assign(
            CareRelationship relationship, Set<AccountId> clinicians, Caller caller) {
        var record = records.success(caller, "care-relationship.assign", target(relationship));
        return relationships
                .change(
                        relationship.relationshipId().value(),
                        current -> current.state().assigned(clinicians, now(), record))
                .state();
    }

    /**
     * @throws ProblemException 404 if there is none
     */
    void end(PartnerId partner, AccountId patient, Caller caller) {
        CareRelationship found = find(partner, patient).orElseThrow(ProblemException::notFound);
        var record = records.success(caller, "care-relationship.end", target(found));
        relationships.change(
                found.relationshipId().value(), current -> current.state().ended(now(), record));
    }

    /** Whether the clinician cares for the patient now, and the partner has an agreement. */
    public boolean cares(PartnerId partner, AccountId clinician, AccountId patient) {
        return find(partner, patient)
                .filter(CareRelationship::isActive)
                .filter(relationship -> relationship.clinicianIds().contains(clinician))
                .flatMap(_ -> partners.withAgreement(partner))
                .isPresent();
    }

    /** The partners that care for the patient now. */
    public Set<PartnerId> partnersOf(AccountId patient) {
        return of(patient).stream()
                .filter(CareRelationship::isActive)
                .map(CareRelationship::partnerId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether anybody cares or cared for the patient. */
    public boolean hasAny(AccountId patient) {
        return relationships.first(isOf(patient)).isPresent();
    }

    /** All of a patient, ended ones too. */
    List<CareRelationship> of(AccountId patient) {
        return relationships.list(isOf(patient), Sorts.ascending("_id"), MOST_OF_ONE).stream()
                .map(Stored::state)
                .toList();
    }

    @Override
    public void shut(AccountId person) {
        of(person)
                .forEach(
                        found ->
                                relationships.change(
                                        found.relationshipId().value(),
                                        current -> current.state().forgotten(now())));
    }

    @Override
    public long erase(AccountId person) {
        return relationships.remove(isOf(person));
    }

    private static Bson isOf(AccountId patient) {
        return Filters.eq("patientId", patient.value());
    }

    private Optional<CareRelationship> find(PartnerId partner, AccountId patient) {
        return relationships
                .first(Filters.eq("pair", CareRelationship.pairOf(partner, patient)))
                .map(Stored::state);
    }

    private static Target target(CareRelationship relationship) {
        return new Target(
                relationship.partnerId(),
                relationship.patientId(),
                "care-relationship",
                relationship.relationshipId().value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
