package com.sanocrm.messaging.care;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.EmergencyAccessChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.people.People;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Emergencies that let a clinician read without a care relationship, each for some hours. As with
 * {@link CareTeams} nothing is answered for a partner without an agreement or a patient whose
 * account is kept from everybody.
 */
@Component
public class EmergencyGrants implements PersonalData {
    /* More at the same time is no emergency of one clinician's. */
    private static final int PATIENTS_OF_ONE = 100;

    private final Documents<EmergencyGrant> documents;
    private final Partners partners;
    private final People people;
    private final Clock clock;

    EmergencyGrants(DocumentsFactory factory, Partners partners, People people, Clock clock) {
        this.documents = factory.of("emergency_grants", EmergencyGrant.class);
        documents.createIndex(Indexes.ascending("patientId"), new IndexOptions().name("erase"));
        this.partners = partners;
        this.people = people;
        this.clock = clock;
        documents.createIndex(
                Indexes.compoundIndex(
                        Indexes.ascending("clinicianId"), Indexes.descending("until")),
                new IndexOptions().name("patientsOf a clinician"));
    }

    public void emergencyAccessChanged(EmergencyAccessChanged event, EventMetadata metadata) {
        documents.apply(
                event.emergencyAccessId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(EmergencyGrant.from(event)));
    }

    /** The patients about whom the clinician may read in an emergency now. */
    public List<AccountId> patientsOf(PartnerId partner, AccountId clinician) {
        Instant now = clock.instant();
        List<AccountId> patients =
                documents
                        .list(
                                Filters.and(
                                        Filters.eq("clinicianId", clinician.value()),
                                        Filters.gt("until", Date.from(now))),
                                Sorts.descending("until"),
                                PATIENTS_OF_ONE)
                        .stream()
                        .map(grant -> grant.state())
                        .filter(grant -> grant.partnerId().equals(partner))
                        .map(EmergencyGrant::patientId)
                        .distinct()
                        .toList();
        if (patients.isEmpty() || partners.isSuspended(partner)) {
            return List.of();
        }
        Set<AccountId> barred = people.barredAmong(patients);
        return patients.stream().filter(patient -> !barred.contains(patient)).toList();
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("patientId", person.value()));
    }
}
