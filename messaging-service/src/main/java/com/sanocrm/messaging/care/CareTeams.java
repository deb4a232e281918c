package com.sanocrm.messaging.care;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.CareRelationshipChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.people.People;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The care relationships that hold now. Nothing is answered for a partner without an agreement or a
 * patient whose account is kept from everybody.
 */
@Component
public class CareTeams implements PersonalData {
    private static final int PATIENTS_OF_ONE = 10_000;

    private final Documents<CareTeam> documents;
    private final Partners partners;
    private final People people;

    CareTeams(DocumentsFactory factory, Partners partners, People people) {
        this.documents = factory.of("care_teams", CareTeam.class);
        this.partners = partners;
        this.people = people;
        documents.createIndex(
                Indexes.ascending("clinicianIds", "partnerId"),
                new IndexOptions().name("patientsOf a clinician"));
        documents.createIndex(
                Indexes.ascending("partnerId", "patientId"),
                new IndexOptions().name("patientsAfter of a partner"));
        documents.createIndex(Indexes.ascending("patientId"), new IndexOptions().name("erase"));
    }

    void careRelationshipChanged(CareRelationshipChanged event, EventMetadata metadata) {
        documents.apply(
                CareTeam.id(event.partnerId(), event.patientId()),
                event.relationshipId().value(),
                metadata.sequence(),
                known ->
                        Change.of(
                                known.orElseGet(
                                                () ->
                                                        CareTeam.none(
                                                                event.partnerId(),
                                                                event.patientId()))
                                        .with(event)));
    }

    /** Those of the partner who care for the patient; empty when nobody does now. */
    public Optional<CareTeam> between(PartnerId partner, AccountId patient) {
        return documents
                .find(CareTeam.id(partner, patient))
                .map(Stored::state)
                .filter(CareTeam::active)
                .filter(
                        _ ->
                                !partners.isSuspended(partner)
                                        && people.barredAmong(List.of(patient)).isEmpty());
    }

    /** The patients whom the clinician cares for now. */
    public List<AccountId> patientsOf(PartnerId partner, AccountId clinician) {
        if (partners.isSuspended(partner)) {
            return List.of();
        }
        var patients =
                patients(
                        Filters.and(
                                Filters.eq("clinicianIds", clinician.value()),
                                Filters.eq("partnerId", partner.value())),
                        PATIENTS_OF_ONE);
        var barred = patients.isEmpty() ? Set.of() : people.barredAmong(patients);
        return patients.stream().filter(patient -> !barred.contains(patient)).toList();
    }

    /** A page of a partner's present patients by id, from after that one. */
    public List<AccountId> patientsAfter(PartnerId partner, @Nullable AccountId last, int limit) {
        var own = Filters.and(Filters.eq("partnerId", partner.value()), Filters.eq("active", true));
        return patients(
                last == null ? own : Filters.and(own, Filters.gt("patientId", last.value())),
                limit);
    }

    private List<AccountId> patients(Bson filter, int limit) {
        return documents.list(filter, Sorts.ascending("patientId"), limit).stream()
                .map(team -> team.state().patientId())
                .toList();
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("patientId", person.value()));
    }
}
