package com.sanocrm.consent.policy;

import com.sanocrm.contracts.WireName;

/** The languages in which we ask for a choice and publish the policy. */
public enum Language implements WireName {
    ENGLISH("en"),
    ARABIC("ar");

    private final String wireName;

    Language(String wireName) {
        this.wireName = wireName;
    }

    /** The ISO 639-1 code. */
    @Override
    public String wireName() {
        return wireName;
    }
}
