package com.sanocrm.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonConsentTests {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String EMAIL = Purpose.PROMOTIONAL_EMAIL.wireName();

    private final AccountId someone = new AccountId(TestTokens.newAccountId());
    private final PersonConsent fresh = PersonConsent.unknown(someone);

    @Test
    @Promise("P-02")
    void eachTickedBoxIsEvidenceOnce() {
        var registered = registration(Map.of(EMAIL, Choice.GRANTED, "research", Choice.DENIED));

        var first = fresh.accountChanged(registered, "evt", "other");
        var again = first.state().accountChanged(registered, "evt2", "other");

        assertThat(first.state().history())
                .hasSize(2)
                .allSatisfy(
                        choice -> {
                            assertThat(choice.channel()).isEqualTo(Channel.REGISTRATION_FORM);
                            assertThat(choice.policyVersion()).isEqualTo("v1");
                            assertThat(choice.at()).isEqualTo(NOON);
                        });
        assertThat(again.state().history()).isEqualTo(first.state().history());
        assertThat(again.events()).isEmpty();
    }

    @Test
    void anAccountWithoutAnyChoiceIsPublishedAsHavingNone() {
        var change = fresh.accountChanged(registration(Map.of()), "evt", "v1");

        assertThat(change.events())
                .singleElement()
                .isEqualTo(new ConsentChanged(someone, 1, Map.of(), "v1", NOON));
    }

    @Test
    @Promise("P-24")
    void aRegistrationThatArrivesLateDoesNotUndoALaterDenial() {
        var denied = fresh.choose(choice(Choice.DENIED, NOON.plusSeconds(60))).state();

        var change =
                denied.accountChanged(registration(Map.of(EMAIL, Choice.GRANTED)), "evt", "v1");

        assertThat(change.state().choicesAt(Instant.MAX)).containsEntry(EMAIL, Choice.DENIED);
        assertThat(change.state().choicesAt(NOON.plusSeconds(1)))
                .containsEntry(EMAIL, Choice.GRANTED);
    }

    @Test
    void aRegistrationFromAClockAheadDoesNotUndoADenialEither() {
        var denied = fresh.choose(choice(Choice.DENIED, NOON.minusSeconds(5))).state();

        var change =
                denied.accountChanged(registration(Map.of(EMAIL, Choice.GRANTED)), "evt", "v1");

        assertThat(change.state().choicesAt(Instant.MAX)).containsEntry(EMAIL, Choice.DENIED);
    }

    @Test
    void aClockThatWasSetBackDoesNotPutAChoiceBeforeThoseItOverrules() {
        var granted = fresh.choose(choice(Choice.GRANTED, NOON)).state();

        var denied = granted.choose(choice(Choice.DENIED, NOON.minusSeconds(3_600))).state();

        assertThat(denied.choicesAt(Instant.MAX)).containsEntry(EMAIL, Choice.DENIED);
    }

    @Test
    void aChoiceThatHoldsAlreadyIsPublishedAgainUnderItsVersion() {
        var first = fresh.choose(choice(Choice.DENIED, NOON));

        var second = first.state().choose(choice(Choice.DENIED, NOON.plusSeconds(1)));

        assertThat(second.state()).isEqualTo(first.state());
        assertThat(second.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        ConsentChanged.class, event -> assertThat(event.version()).isEqualTo(1));
    }

    private NewChoice choice(Choice decision, Instant at) {
        return new NewChoice(
                UUID.randomUUID().toString(),
                Purpose.PROMOTIONAL_EMAIL,
                decision,
                Channel.PREFERENCES,
                null,
                someone,
                "v1",
                at,
                null);
    }

    private AccountChanged registration(Map<String, Choice> choices) {
        return new AccountChanged(
                someone,
                AccountChanged.Status.ACTIVE,
                Set.of(AccountChanged.Role.PATIENT),
                null,
                null,
                null,
                "AE",
                null,
                null,
                "v1",
                choices,
                NOON);
    }
}
