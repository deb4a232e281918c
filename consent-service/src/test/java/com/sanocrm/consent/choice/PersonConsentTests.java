package com.sanocrm.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeys;
import com.sanocrm.platform.test.TestTokens;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonConsentTests {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Purpose EMAIL = Purpose.PROMOTIONAL_EMAIL;
    private static final Shown V1 = Shown.nothing("v1");

    private final AccountId someone = new AccountId(TestTokens.newAccountId());
    private final PersonConsent fresh = PersonConsent.unknown(someone);
    private final Receipts receipts;

    PersonConsentTests() throws Exception {
        receipts =
                new Receipts(
                        new Keysets(TestKeys.directory()),
                        new PlatformSettings(
                                "test", URI.create("http://localhost"), TestKeys.directory()));
    }

    @Test
    @Promise("P-02")
    void eachBoxOfTheFormIsEvidenceOfItsOwnOnce() {
        var boxes = List.of(box(EMAIL, Choice.GRANTED), box(Purpose.RESEARCH, Choice.DENIED));

        var first = registered(fresh, boxes);
        var again = registered(first.state(), boxes);

        assertThat(first.state().history().kept())
                .hasSize(2)
                .allSatisfy(
                        choice -> {
                            assertThat(choice.evidence().channel())
                                    .isEqualTo(Channel.REGISTRATION_FORM);
                            assertThat(choice.shown()).isEqualTo(V1);
                            assertThat(choice.at()).isEqualTo(NOON);
                            assertThat(choice.receipt()).isNotNull();
                        });
        assertThat(again.state().history()).isEqualTo(first.state().history());
        assertThat(again.events()).isEmpty();
    }

    @Test
    void anAccountWithoutAnyChoiceIsPublishedAsHavingNone() {
        assertThat(registered(fresh, List.of()).events())
                .singleElement()
                .isEqualTo(new ConsentChanged(someone, 1, Map.of(), "v1", NOON));
    }

    @Test
    @Promise("P-24")
    void aRegistrationThatArrivesLateDoesNotUndoALaterDenial() {
        var denied = choose(fresh, now(Choice.DENIED, NOON.plusSeconds(60)));

        var known = registered(denied, List.of(box(EMAIL, Choice.GRANTED))).state();

        assertThat(decision(known)).isEqualTo(Choice.DENIED);
        assertThat(known.history().kept().getLast().at()).isEqualTo(NOON);
    }

    @Test
    void aRegistrationFromAClockAheadDoesNotUndoADenialEither() {
        var denied = choose(fresh, now(Choice.DENIED, NOON.minusSeconds(5)));

        assertThat(decision(registered(denied, List.of(box(EMAIL, Choice.GRANTED))).state()))
                .isEqualTo(Choice.DENIED);
    }

    @Test
    @Promise("P-24")
    void aClockThatWasSetBackDoesNotPutAChoiceBeforeThoseItOverrules() {
        var granted = choose(fresh, now(Choice.GRANTED, NOON));

        var denied = choose(granted, now(Choice.DENIED, NOON.minusSeconds(3_600)));

        assertThat(decision(denied)).isEqualTo(Choice.DENIED);
        var last = denied.history().kept().getLast();
        assertThat(last.at()).isEqualTo(NOON.plusMillis(1));
        assertThat(last.recordedAt()).isEqualTo(NOON.minusSeconds(3_600));
    }

    @Test
    @Promise("P-26")
    void aReplyThatArrivesAfterALaterGrantDoesNotUndoIt() {
        var granted = choose(fresh, now(Choice.GRANTED, NOON));

        var late =
                choose(granted, taken(Choice.DENIED, NOON.minusSeconds(600), NOON.plusSeconds(9)));

        assertThat(decision(late)).isEqualTo(Choice.GRANTED);
        assertThat(late.history().kept()).hasSize(2);
    }

    @Test
    @Promise("P-26")
    void whereClocksLeaveItInDoubtTheDenialCountsAndTheGrantDoesNot() {
        var granted = choose(fresh, now(Choice.GRANTED, NOON));
        var denied = choose(fresh, now(Choice.DENIED, NOON));
        Instant justBefore = NOON.minusSeconds(100);

        assertThat(decision(choose(granted, taken(Choice.DENIED, justBefore, NOON.plusSeconds(9)))))
                .isEqualTo(Choice.DENIED);
        assertThat(decision(choose(denied, taken(Choice.GRANTED, justBefore, NOON.plusSeconds(9)))))
                .isEqualTo(Choice.DENIED);
    }

    @Test
    @Promise("P-26")
    void aReplyCountsAgainstAGrantOfAClockThatWasAhead() {
        var granted = choose(fresh, now(Choice.GRANTED, NOON.plusSeconds(3_600)));

        var denied = choose(granted, taken(Choice.DENIED, NOON, NOON.plusSeconds(9)));

        assertThat(decision(denied)).isEqualTo(Choice.DENIED);
    }

    @Test
    void aChoiceThatHoldsAlreadyIsPublishedAgainUnderItsVersion() {
        var first = choose(fresh, now(Choice.DENIED, NOON));

        var second = first.choose(List.of(now(Choice.DENIED, NOON.plusSeconds(1))), receipts);

        assertThat(second.state().history()).isEqualTo(first.history());
        assertThat(second.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        ConsentChanged.class, event -> assertThat(event.version()).isEqualTo(1));
    }

    @Test
    void aDocumentStaysSmallAndKeepsWhatHolds() {
        PersonConsent person = choose(fresh, now(Purpose.RESEARCH, Choice.GRANTED, NOON));
        for (int i = 1; i < 1_000; i++) {
            Choice decision = i % 2 == 0 ? Choice.GRANTED : Choice.DENIED;
            person = choose(person, now(decision, NOON.plusSeconds(i)));
            List<RecordedChoice> superfluous = person.history().superfluous();
            person = person.filed(superfluous.stream().map(RecordedChoice::number).toList());

            assertThat(person.history().kept().size()).isLessThanOrEqualTo(History.FULL);
        }

        assertThat(person.history().count()).isEqualTo(1_000);
        assertThat(person.held().get(Purpose.RESEARCH)).isNotNull();
        assertThat(person.held().get(EMAIL)).isEqualTo(person.history().kept().getLast());
    }

    @Test
    void enforcementIsNotedOnceForAVersionAndAllBefore() {
        var first = choose(fresh, now(Choice.GRANTED, NOON));
        var second = choose(first, now(Choice.DENIED, NOON.plusSeconds(1)));

        var early = second.enforced(1, NOON.plusSeconds(2));
        var done = early.enforced(2, NOON.plusSeconds(3)).enforced(2, NOON.plusSeconds(4));

        assertThat(early.unconfirmedSince()).isNotNull();
        assertThat(done.unconfirmedSince()).isNull();
        assertThat(done.history().kept())
                .extracting(RecordedChoice::enforcedAt)
                .containsExactly(NOON.plusSeconds(2), NOON.plusSeconds(3));
    }

    private Choice decision(PersonConsent person) {
        return Objects.requireNonNull(person.held().get(EMAIL)).decision();
    }

    private PersonConsent choose(PersonConsent person, NewChoice choice) {
        return person.choose(List.of(choice), receipts).state();
    }

    private Change<PersonConsent> registered(PersonConsent person, List<NewChoice> boxes) {
        return person.accountChanged(account(), boxes, "v1", NOON, receipts);
    }

    private NewChoice box(Purpose purpose, Choice decision) {
        return new NewChoice(
                purpose, decision, by(Channel.REGISTRATION_FORM), V1, NOON, NOON.plusSeconds(90));
    }

    private NewChoice now(Choice decision, Instant now) {
        return now(EMAIL, decision, now);
    }

    private NewChoice now(Purpose purpose, Choice decision, Instant now) {
        return new NewChoice(purpose, decision, by(Channel.PREFERENCES), V1, now, now);
    }

    private NewChoice taken(Choice decision, Instant at, Instant now) {
        return new NewChoice(EMAIL, decision, by(Channel.EMAIL_REPLY), V1, at, now);
    }

    private Evidence by(Channel channel) {
        return Evidence.of(UUID.randomUUID().toString(), channel, someone);
    }

    private AccountChanged account() {
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
                Map.of(),
                NOON,
                "en",
                null);
    }
}
