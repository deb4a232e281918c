package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.WireName;

/** What a partner may hear of. Each tells by ids that something is, and never what it is about. */
public enum HeardEvent implements WireName {
    /** Of an account that came through the partner. */
    ACCOUNT_CHANGED("account.changed"),
    /** Of a care relationship with the partner. */
    CARE_RELATIONSHIP_CHANGED("care_relationship.changed"),
    /** A patient of the partner chose anew; what holds is asked at {@code /consent-decisions}. */
    CONSENT_CHANGED("consent.changed"),
    /** A message was sent between a patient and the partner's clinicians. */
    MESSAGE_SENT("message.sent");

    private final String wireName;

    HeardEvent(String wireName) {
        this.wireName = wireName;
    }

    /** The {@code type} of the webhook. */
    @Override
    public String wireName() {
        return wireName;
    }
}
