package com.sanocrm.contracts.id;

/**
 * Names a person with an account: patient, member of staff or system client: {@code acc_} and a
 * UUIDv7.
 */
public record AccountId(String value) implements Id {
    public static final String PREFIX = "acc";

    public AccountId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
