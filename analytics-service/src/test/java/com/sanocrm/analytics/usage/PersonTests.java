package com.sanocrm.analytics.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.AgeBand;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Sex;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.DeidentifiedEvent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.ConsentDecision.Reason;
import com.sanocrm.platform.consent.PolicyDefaults;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonTests {
    private static final PolicyDefaults GRANTED =
            new PolicyDefaults(Map.of("uae", Map.of("usage-analytics", Choice.GRANTED)));
    private static final Map<String, Choice> DENIED = Map.of("usage-analytics", Choice.DENIED);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Usage MESSAGE = new Usage("evt_1", "message-sent", "billing", 2026);

    private final Random random = new Random(7);
    private final Person unknown =
            Person.unknown(new AccountId(TestTokens.newAccountId())).take(MESSAGE).state();

    @Test
    @Promise("P-21")
    void usageOfSomebodyWhoIsNotKnownYetWaitsAndIsNotReleased() {
        assertThat(unknown.release(GRANTED, random).events()).isEmpty();
        assertThat(unknown.release(GRANTED, random).state().waiting()).containsExactly(MESSAGE);
        var withProfile = unknown.accountChanged(account(Status.ACTIVE), "evt_2").state();
        assertThat(withProfile.release(GRANTED, random).events()).isEmpty();
        var complete = withProfile.choicesChanged(choices(1, Map.of())).state();
        assertThat(complete.release(null, random).events()).isEmpty();

        var released = complete.release(GRANTED, random);

        assertThat(released.events()).hasSize(2);
        assertThat(released.state().waiting()).isEmpty();
    }

    @Test
    @Promise("P-24")
    void aDenialDropsWhatWaitsInTheWriteThatAcknowledgesIt() {
        var denied = known().choicesChanged(choices(2, DENIED));

        assertThat(denied.state().waiting()).isEmpty();
        assertThat(denied.events())
                .singleElement()
                .isEqualTo(new ConsentApplied(known().accountId(), 2, "analytics-service"));
        assertThat(denied.state().take(MESSAGE).state().release(GRANTED, random).events())
                .isEmpty();
    }

    @Test
    void ofSomebodyWhoHasTheProcessingRestrictedNothingWaitsAndNothingIsReleased() {
        var restricted =
                known().accountChanged(
                                account(Status.ACTIVE, Set.of(Role.CLINICIAN), NOON), "evt_4")
                        .state();

        assertThat(restricted.waiting()).isEmpty();
        var later = restricted.take(new Usage("evt_5", "message-sent", "billing", 2026)).state();
        assertThat(later.release(GRANTED, random).events()).isEmpty();
        assertThat(later.decide(GRANTED)).isEqualTo(new Person.Release.Denied(Reason.RESTRICTED));
    }

    @Test
    void aSourceEventCountsOnceBeforeAndAfterItsRelease() {
        var released = known().release(GRANTED, random).state();

        assertThat(unknown.take(MESSAGE).state()).isEqualTo(unknown);
        assertThat(released.take(MESSAGE).state().waiting()).isEmpty();
    }

    @Test
    void whatIsReleasedCarriesTheProfileAndNothingMore() {
        var released = known().release(GRANTED, random);

        assertThat(released.events())
                .singleElement()
                .isEqualTo(
                        new DeidentifiedEvent(
                                "message-sent",
                                "billing",
                                AgeBand.FROM_90,
                                Sex.FEMALE,
                                "AE",
                                "AE-DU",
                                2026));
    }

    private Person known() {
        return unknown.accountChanged(account(Status.PENDING), "evt_2")
                .state()
                .accountChanged(staff(), "evt_3")
                .state()
                .choicesChanged(choices(1, Map.of()))
                .state();
    }

    private ConsentChanged choices(long version, Map<String, Choice> choices) {
        return new ConsentChanged(unknown.accountId(), version, choices, "v1", NOON);
    }

    private AccountChanged staff() {
        return account(Status.ACTIVE, Set.of(Role.CLINICIAN));
    }

    private AccountChanged account(Status status) {
        return account(status, Set.of(Role.PATIENT));
    }

    private AccountChanged account(Status status, Set<Role> roles) {
        return account(status, roles, null);
    }

    private AccountChanged account(
            Status status, Set<Role> roles, @Nullable Instant restrictedSince) {
        return new AccountChanged(
                unknown.accountId(),
                status,
                roles,
                null,
                null,
                AgeBand.FROM_90,
                "AE",
                "AE-DU",
                Sex.FEMALE,
                "v1",
                Map.of(),
                NOON,
                null,
                restrictedSince);
    }
}
