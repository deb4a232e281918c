package com.sanocrm.messaging.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.platform.test.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Promise("P-24")
class PersonalConsentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(30);
    private final AccountId person = Neighbours.newAccount();

    @Test
    void aDenialIsEnforcedAndAcknowledgedByOneWrite() {
        var change = PersonalConsent.changed(Optional.empty(), denial(4), NOW);

        assertThat(change.state().choices()).containsValue(Choice.DENIED);
        assertThat(change.events())
                .isEqualTo(List.of(new ConsentApplied(person, 4, "messaging-service")));
    }

    @Test
    void whileAMailIsUnderWayADenialHoldsButIsNotAcknowledged() {
        var sending = sending();

        var change = PersonalConsent.changed(Optional.of(sending), denial(5), NOW);

        assertThat(change.state().choices()).containsValue(Choice.DENIED);
        assertThat(change.events()).isEmpty();
    }

    @Test
    void theEndOfTheHandOverAcknowledgesWhatWaited() {
        var denied = PersonalConsent.changed(Optional.of(sending()), denial(5), NOW).state();

        var change = denied.end("ticket");

        assertThat(change.state().handOver()).isNull();
        assertThat(change.events())
                .isEqualTo(List.of(new ConsentApplied(person, 5, "messaging-service")));
    }

    @Test
    void theEndOfAnotherHandOverChangesNothing() {
        var denied = PersonalConsent.changed(Optional.of(sending()), denial(5), NOW).state();

        assertThat(denied.end("an older ticket").state()).isEqualTo(denied);
    }

    @Test
    void aHandOverWhoseProcessDiedHoldsTheAcknowledgementUpOnlyUntilItsTime() {
        var denied = PersonalConsent.changed(Optional.of(sending()), denial(5), NOW).state();

        assertThat(denied.expire(LATER.minusMillis(1)).events()).isEmpty();
        assertThat(denied.expire(LATER).events()).hasSize(1);
        assertThat(PersonalConsent.changed(Optional.of(denied), denial(6), LATER).events())
                .hasSize(1);
    }

    private PersonalConsent sending() {
        var granted =
                PersonalConsent.changed(Optional.empty(), changed(Choice.GRANTED, 3), NOW).state();
        var record =
                new AuditRecorded(
                        new EventId(EventId.PREFIX + "_" + UUID.randomUUID()),
                        NOW,
                        "contact-point.use",
                        AuditRecorded.Outcome.SUCCESS,
                        null,
                        "system",
                        null,
                        person,
                        "contact-point",
                        null,
                        "HOPERAT",
                        null);
        return granted.begin(new PersonalConsent.HandOver("ticket", LATER), record).state();
    }

    private ConsentChanged denial(long version) {
        return changed(Choice.DENIED, version);
    }

    private ConsentChanged changed(Choice choice, long version) {
        return new ConsentChanged(
                person, version, Map.of(Purpose.PROMOTIONAL_EMAIL.wireName(), choice), "1", NOW);
    }
}
