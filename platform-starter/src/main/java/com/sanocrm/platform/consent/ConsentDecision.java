package com.sanocrm.platform.consent;

import com.sanocrm.contracts.WireName;

/** What {@link ConsentRules} comes to, with the reason that is kept as evidence. */
public sealed interface ConsentDecision {
    Reason reason();

    /** The data may be used for the purpose, now. */
    record Permit(Reason reason) implements ConsentDecision {}

    /** The data must not be used for the purpose. */
    record Deny(Reason reason) implements ConsentDecision {}

    default boolean permits() {
        return switch (this) {
            case Permit _ -> true;
            case Deny _ -> false;
        };
    }

    /** {@code permit} or {@code deny}. */
    default String wireName() {
        return switch (this) {
            case Permit _ -> "permit";
            case Deny _ -> "deny";
        };
    }

    /** Why; the wire name stands in decisions and events. */
    enum Reason implements WireName {
        RECIPIENT_UNKNOWN("recipient-unknown"),
        NO_CONTRACT("recipient-without-contract"),
        NOT_IN_CONTRACT("purpose-not-in-contract"),
        NO_TRANSFER("transfer-not-granted"),
        ESSENTIAL("essential-purpose"),
        ACCOUNT_UNKNOWN("account-unknown"),
        ACCOUNT_NOT_ACTIVE("account-not-active"),
        /** Only to be stored, GDPR Art. 18. */
        RESTRICTED("processing-restricted"),
        BROWSER_SIGNAL("browser-signal"),
        CHOICES_UNKNOWN("choices-unknown"),
        CHOICE_DENIED("choice-denied"),
        POLICY_UNKNOWN("policy-unknown"),
        CHOICE_GRANTED("choice-granted"),
        POLICY_DEFAULT_GRANTED("policy-default-granted"),
        POLICY_DEFAULT_DENIED("policy-default-denied"),
        NO_CHOICE("no-choice-recorded");

        private final String wireName;

        Reason(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
