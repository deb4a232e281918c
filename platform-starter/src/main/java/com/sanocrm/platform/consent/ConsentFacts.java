package com.sanocrm.platform.consent;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.events.AccountChanged.Status;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service knows of a person when it asks. Null means "not known here yet", which is never
 * the same as "none": every account has published choices, if only empty ones.
 *
 * @param status null if the account is not known
 * @param choices purpose wire name to recorded choice
 * @param policyDefaults of the policy in force, by purpose wire name
 */
public record ConsentFacts(
        @Nullable Status status,
        @Nullable Map<String, Choice> choices,
        @Nullable Map<String, Choice> policyDefaults,
        BrowserSignals signals) {
    public ConsentFacts {
        choices = choices == null ? null : Map.copyOf(choices);
        policyDefaults = policyDefaults == null ? null : Map.copyOf(policyDefaults);
    }
}
