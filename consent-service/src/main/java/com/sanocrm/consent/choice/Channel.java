package com.sanocrm.consent.choice;

import com.sanocrm.contracts.WireName;

/** The way by which a choice reached us. */
public enum Channel implements WireName {
    REGISTRATION_FORM("registration-form"),
    PREFERENCES("preferences"),
    UNSUBSCRIBE_LINK("unsubscribe-link"),
    EMAIL("email"),
    PHONE("phone");

    private final String wireName;

    Channel(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
