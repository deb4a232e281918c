package com.sanocrm.platform.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.platform.consent.ConsentDecision.Reason;
import com.sanocrm.platform.test.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentRulesTests {
    private static final String GRANTED_BY_DEFAULT = "granted";
    private static final Recipient OURSELVES = new Recipient.Ourselves();

    @ParameterizedTest(name = "{0}: account {1}, choice {2}, policy {3}, signal {4}")
    @CsvSource({
        // purpose, status, choice, policy's default, signal, decision, reason
        "care-communication,    -,           -,       -,       gpc,  permit, essential-purpose",
        "care-communication,    CLOSED,      denied,  denied,  none, permit, essential-purpose",
        "account-notices,       -,           -,       -,       dnt,  permit, essential-purpose",
        "account-notices,       ACTIVE,      denied,  granted, none, permit, essential-purpose",
        "promotional-email,     -,           granted, granted, none, deny,   account-unknown",
        "promotional-email,     PENDING,     granted, granted, none, deny,   account-not-active",
        "promotional-email,     QUARANTINED, granted, granted, none, deny,   account-not-active",
        "promotional-email,     CLOSED,      granted, granted, none, deny,   account-not-active",
        "promotional-email,     ACTIVE,      -,       granted, none, deny,   choices-unknown",
        "promotional-email,     ACTIVE,      denied,  granted, none, deny,   choice-denied",
        "promotional-email,     ACTIVE,      denied,  -,       none, deny,   choice-denied",
        "promotional-email,     ACTIVE,      granted, -,       none, deny,   policy-unknown",
        "promotional-email,     ACTIVE,      granted, denied,  none, permit, choice-granted",
        "promotional-email,     ACTIVE,      granted, granted, gpc,  permit, choice-granted",
        "promotional-email,     ACTIVE,      none,    granted, none, permit, policy-default-granted",
        "promotional-email,     ACTIVE,      none,    denied,  none, deny,   policy-default-denied",
        "promotional-email,     ACTIVE,      none,    none,    none, deny,   policy-default-denied",
        "promotional-email,     ACTIVE,      none,    -,       none, deny,   policy-unknown",
        "usage-analytics,       ACTIVE,      none,    granted, gpc,  permit, policy-default-granted",
        "usage-analytics,       ACTIVE,      denied,  granted, none, deny,   choice-denied",
        "newsletter,            ACTIVE,      none,    granted, none, deny,   no-choice-recorded",
        "newsletter,            ACTIVE,      granted, none,    none, permit, choice-granted",
        "third-party-marketing, ACTIVE,      none,    granted, none, deny,   no-choice-recorded",
        "third-party-marketing, ACTIVE,      granted, none,    none, permit, choice-granted",
        "third-party-marketing, ACTIVE,      granted, none,    gpc,  deny,   browser-signal",
        "behavioural-tracking,  ACTIVE,      granted, none,    dnt,  deny,   browser-signal",
        "behavioural-tracking,  ACTIVE,      granted, none,    none, permit, choice-granted",
        "cross-border-transfer, ACTIVE,      none,    none,    none, deny,   no-choice-recorded",
        "research,              ACTIVE,      granted, none,    gpc,  permit, choice-granted",
    })
    @Promise("P-28")
    void theFirstRowThatFitsDecides(
            String purposeName,
            String status,
            String choice,
            String policyDefault,
            String signal,
            String decision,
            String reason) {
        var purpose = Purpose.of(purposeName).orElseThrow();
        var facts =
                new ConsentFacts(
                        status.equals("-") ? null : Status.valueOf(status),
                        false,
                        Jurisdiction.UAE,
                        choices(purpose, choice),
                        defaults(purpose, policyDefault),
                        new BrowserSignals(signal.equals("gpc"), signal.equals("dnt")),
                        OURSELVES);

        var decided = ConsentRules.decide(purpose, facts);

        assertThat(decided.wireName()).isEqualTo(decision);
        assertThat(decided.reason().wireName()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    @Promise("P-23")
    void whereNothingIsKnownOnlyEssentialPurposesArePermitted(Purpose purpose) {
        var nothing = new ConsentFacts(null, false, null, null, null);

        assertThat(ConsentRules.decide(purpose, nothing).permits())
                .isEqualTo(purpose.kind() == Purpose.Kind.ESSENTIAL);
    }

    @ParameterizedTest
    @EnumSource(AccountChanged.Status.class)
    @Promise("P-24")
    void aDenialHoldsForEveryOptionalPurposeWhateverElseIsTrue(Status status) {
        for (Purpose purpose : Purpose.values()) {
            var facts =
                    new ConsentFacts(
                            status,
                            false,
                            Jurisdiction.UAE,
                            choices(purpose, "denied"),
                            defaults(purpose, GRANTED_BY_DEFAULT));

            assertThat(ConsentRules.decide(purpose, facts).permits())
                    .isEqualTo(purpose.kind() == Purpose.Kind.ESSENTIAL);
        }
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "promotional-email, AE, permit policy-default-granted",
        "promotional-email, US, permit policy-default-granted",
        "promotional-email, PR, permit policy-default-granted",
        "promotional-email, DE, deny policy-default-denied",
        "promotional-email, BR, deny policy-default-denied",
        "promotional-email,   , permit policy-default-granted",
        "newsletter,        AE, deny no-choice-recorded",
    })
    void withoutAChoiceTheLawOfThePlaceDecides(
            String purposeName, @Nullable String country, String expected) {
        var purpose = Purpose.of(purposeName).orElseThrow();
        var granted = Map.of(purpose.wireName(), Choice.GRANTED);
        var policy = new PolicyDefaults(Map.of("uae", granted, "us", granted));
        var facts =
                new ConsentFacts(Status.ACTIVE, false, Jurisdiction.of(country), Map.of(), policy);

        assertThat(answer(purpose, facts)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} to a recipient {1}, choice {2}, transfer {3}: {4}")
    @CsvSource({
        // purpose, recipient, choice, transfer, answer
        "third-party-marketing, at home,     granted, none,    permit choice-granted",
        "third-party-marketing, at home,     denied,  none,    deny choice-denied",
        "third-party-marketing, at home,     none,    none,    deny no-choice-recorded",
        "third-party-marketing, unknown,     granted, granted, deny recipient-unknown",
        "third-party-marketing, ended,       granted, granted, deny recipient-without-contract",
        "research,              at home,     granted, granted, deny purpose-not-in-contract",
        "third-party-marketing, abroad,      granted, granted, permit choice-granted",
        "third-party-marketing, abroad,      granted, none,    deny transfer-not-granted",
        "third-party-marketing, abroad,      granted, denied,  deny transfer-not-granted",
        "third-party-marketing, abroad,      -,       -,       deny transfer-not-granted",
        "care-communication,    at home,     denied,  none,    permit essential-purpose",
        "care-communication,    ended,       granted, granted, deny recipient-without-contract",
        "care-communication,    abroad,      none,    none,    deny transfer-not-granted",
        "account-notices,       at home,     none,    none,    deny purpose-not-in-contract",
    })
    @Promise({"P-23", "P-40"})
    void nobodyGetsAnythingWithoutAContractAndNothingGoesAbroadWithoutAGrant(
            String purposeName, String to, String choice, String transfer, String expected) {
        var purpose = Purpose.of(purposeName).orElseThrow();
        var contract = Set.of(Purpose.THIRD_PARTY_MARKETING, Purpose.CARE_COMMUNICATION);
        Recipient recipient =
                switch (to) {
                    case "unknown" -> new Recipient.Unregistered();
                    case "ended" -> new Recipient.Registered(false, contract, false);
                    case "abroad" -> new Recipient.Registered(true, contract, true);
                    default -> new Recipient.Registered(true, contract, false);
                };
        var choices = choices(purpose, choice);
        if (choices != null) {
            choices = new HashMap<>(choices);
            if (Choice.of(transfer).isPresent()) {
                choices.put("cross-border-transfer", Choice.of(transfer).orElseThrow());
            }
        }
        var facts =
                new ConsentFacts(
                        Status.ACTIVE,
                        false,
                        Jurisdiction.UAE,
                        choices,
                        defaults(purpose, GRANTED_BY_DEFAULT),
                        BrowserSignals.NONE,
                        recipient);

        assertThat(answer(purpose, facts)).isEqualTo(expected);
    }

    @Test
    @Promise("P-23")
    void nothingOfSomebodyUnknownIsDisclosedEvenForAnEssentialPurpose() {
        var contract = new Recipient.Registered(true, Set.of(Purpose.CARE_COMMUNICATION), false);
        var facts = new ConsentFacts(null, false, null, null, null, BrowserSignals.NONE, contract);

        assertThat(answer(Purpose.CARE_COMMUNICATION, facts)).isEqualTo("deny account-unknown");
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void whatIsRestrictedIsUsedForCareAndNoticesAloneAndGoesToNobody(Purpose purpose) {
        var granted = choices(purpose, "granted");
        var defaults = defaults(purpose, GRANTED_BY_DEFAULT);
        var contract = new Recipient.Registered(true, Set.of(Purpose.values()), false);
        var here = new ConsentFacts(Status.ACTIVE, true, Jurisdiction.UAE, granted, defaults);
        var there =
                new ConsentFacts(
                        Status.ACTIVE,
                        true,
                        Jurisdiction.UAE,
                        granted,
                        defaults,
                        BrowserSignals.NONE,
                        contract);

        assertThat(answer(purpose, here))
                .isEqualTo(
                        purpose.kind() == Purpose.Kind.ESSENTIAL
                                ? "permit essential-purpose"
                                : "deny processing-restricted");
        assertThat(answer(purpose, there)).isEqualTo("deny processing-restricted");
    }

    @Test
    void reasonsAreKebabCaseOnTheWire() {
        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(reason.wireName()).matches("[a-z]+(-[a-z]+)*"));
    }

    private static String answer(Purpose purpose, ConsentFacts facts) {
        var decision = ConsentRules.decide(purpose, facts);
        return decision.wireName() + " " + decision.reason().wireName();
    }

    private static @Nullable PolicyDefaults defaults(Purpose purpose, String policyDefault) {
        var home = choices(purpose, policyDefault);
        return home == null ? null : new PolicyDefaults(Map.of("uae", home));
    }

    private static @Nullable Map<String, Choice> choices(Purpose purpose, String choice) {
        return choice.equals("-")
                ? null
                : Choice.of(choice)
                        .<Map<String, Choice>>map(known -> Map.of(purpose.wireName(), known))
                        .orElse(Map.of());
    }
}
