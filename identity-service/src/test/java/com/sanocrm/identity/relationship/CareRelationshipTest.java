package com.sanocrm.identity.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.events.CareRelationshipChanged;
import com.sanocrm.contracts.events.CareRelationshipChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.RelationshipId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CareRelationshipTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T08:00:00Z");
    private static final AuditRecorded RECORD =
            new AuditRecorded(
                    new EventId("evt_" + UUID.randomUUID()),
                    MONDAY,
                    "care-relationship.assign",
                    Outcome.SUCCESS,
                    null,
                    "partner-admin",
                    null,
                    null,
                    "care-relationship",
                    null,
                    "HOPERAT",
                    null);

    private final AccountId clinician = new AccountId("acc_" + UUID.randomUUID());
    private final CareRelationship open =
            CareRelationship.between(
                    new RelationshipId("rel_" + UUID.randomUUID()),
                    new PartnerId("par_" + UUID.randomUUID()),
                    new AccountId("acc_" + UUID.randomUUID()),
                    Set.of(clinician),
                    MONDAY);

    @Test
    void anEndIsAnnouncedWithItsTime() {
        var change = open.ended(TUESDAY, RECORD);

        assertThat(change.state().isActive()).isFalse();
        assertThat(change.events().getLast()).isEqualTo(RECORD);
        assertThat((CareRelationshipChanged) change.events().getFirst())
                .extracting(
                        CareRelationshipChanged::status,
                        CareRelationshipChanged::since,
                        CareRelationshipChanged::until)
                .containsExactly(Status.ENDED, MONDAY, TUESDAY);
    }

    @Test
    void anEndedRelationshipCanBeginAgain() {
        var ended = open.ended(TUESDAY, RECORD).state();

        var again = ended.assigned(Set.of(), TUESDAY, RECORD).state();

        assertThat(again.isActive()).isTrue();
        assertThat(again.since()).isEqualTo(TUESDAY);
        assertThat(again.until()).isNull();
        assertThat(again.clinicianIds()).isEmpty();
    }

    @Test
    void whatChangesNothingIsNotAnnounced() {
        assertThat(open.assigned(Set.of(clinician), TUESDAY, RECORD).events()).isEmpty();
        var ended = open.ended(TUESDAY, RECORD).state();
        assertThat(ended.ended(TUESDAY, RECORD).events()).isEmpty();
    }
}
