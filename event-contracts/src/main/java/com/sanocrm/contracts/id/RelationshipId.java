package com.sanocrm.contracts.id;

/**
 * Names a care relationship between a patient and clinicians of a partner: {@code rel_} and a
 * UUIDv7.
 */
public record RelationshipId(String value) implements Id {
    public static final String PREFIX = "rel";

    public RelationshipId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
