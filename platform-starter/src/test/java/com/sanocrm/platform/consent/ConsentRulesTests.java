package com.sanocrm.platform.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.platform.consent.ConsentDecision.Reason;
import com.sanocrm.platform.test.Promise;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentRulesTests {
    private static final String GRANTED_BY_DEFAULT = "granted";

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
                        choices(purpose, choice),
                        choices(purpose, policyDefault),
                        new BrowserSignals(signal.equals("gpc"), signal.equals("dnt")));

        var decided = ConsentRules.decide(purpose, facts);

        assertThat(decided.wireName()).isEqualTo(decision);
        assertThat(decided.reason().wireName()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    @Promise("P-23")
    void whereNothingIsKnownOnlyEssentialPurposesArePermitted(Purpose purpose) {
        var nothing = new ConsentFacts(null, null, null, BrowserSignals.NONE);

        assertThat(ConsentRules.decide(purpose, nothing).permits())
                .isEqualTo(purpose.kind() == Purpose.Kind.ESSENTIAL);
    }

    @ParameterizedTest
    @EnumSource(AccountChanged.Status.class)
    @Promise("P-24")
    void aDenialHoldsForEveryOptionalPurposeWhateverElseIsTrue(Status status) {
        Arrays.stream(Purpose.values())
                .filter(purpose -> purpose.kind() != Purpose.Kind.ESSENTIAL)
                .forEach(
                        purpose ->
                                assertThat(
                                                ConsentRules.decide(
                                                                purpose,
                                                                new ConsentFacts(
                                                                        status,
                                                                        choices(purpose, "denied"),
                                                                        choices(
                                                                                purpose,
                                                                                GRANTED_BY_DEFAULT),
                                                                        BrowserSignals.NONE))
                                                        .permits())
                                        .isFalse());
    }

    @Test
    void reasonsAreKebabCaseOnTheWire() {
        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(reason.wireName()).matches("[a-z]+(-[a-z]+)*"));
    }

    private static @Nullable Map<String, Choice> choices(Purpose purpose, String choice) {
        return choice.equals("-")
                ? null
                : Choice.of(choice)
                        .<Map<String, Choice>>map(known -> Map.of(purpose.wireName(), known))
                        .orElse(Map.of());
    }
}
