package com.sanocrm.platform.consent;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.events.AccountChanged.Status;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service knows of a person when it asks. Null means "not known here yet", which is never
 * the same as "none": every account has published choices, if only empty ones.
 *
 * @param status null if the account is not known
 * @param restricted whether the person had the processing restricted (GDPR Art. 18)
 * @param jurisdiction null if the account is not known
 * @param choices purpose wire name to recorded choice
 * @param policyDefaults of the policy in force
 */
public record ConsentFacts(
        @Nullable Status status,
        boolean restricted,
        @Nullable Jurisdiction jurisdiction,
        @Nullable Map<String, Choice> choices,
        @Nullable PolicyDefaults policyDefaults,
        BrowserSignals signals,
        Recipient recipient) {
    public ConsentFacts {
        choices = choices == null ? null : Map.copyOf(choices);
    }

    /** For a use by the platform itself that no browser asks for. */
    public ConsentFacts(
            @Nullable Status status,
            boolean restricted,
            @Nullable Jurisdiction jurisdiction,
            @Nullable Map<String, Choice> choices,
            @Nullable PolicyDefaults policyDefaults) {
        this(
                status,
                restricted,
                jurisdiction,
                choices,
                policyDefaults,
                BrowserSignals.NONE,
                new Recipient.Ourselves());
    }
}
