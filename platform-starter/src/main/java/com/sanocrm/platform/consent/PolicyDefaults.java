package com.sanocrm.platform.consent;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.PolicyPublished;
import java.util.Map;

/**
 * What a policy lets hold for people who have chosen nothing.
 *
 * @param jurisdictions purpose to choice, by jurisdiction, all by their wire names
 */
public record PolicyDefaults(Map<String, Map<String, Choice>> jurisdictions) {
    public PolicyDefaults {
        jurisdictions = Map.copyOf(jurisdictions);
    }

    /** A policy of a release before there were jurisdictions says nothing about other places. */
    public static PolicyDefaults of(PolicyPublished policy) {
        return new PolicyDefaults(
                policy.jurisdictions() == null
                        ? Map.of(Jurisdiction.UAE.wireName(), policy.defaults())
                        : policy.jurisdictions());
    }

    /** What the policy does not mention is denied. */
    public Choice in(Jurisdiction jurisdiction, Purpose purpose) {
        return jurisdictions
                .getOrDefault(jurisdiction.wireName(), Map.of())
                .getOrDefault(purpose.wireName(), Choice.DENIED);
    }
}
