package com.sanocrm.contracts.id;

/** Names what a person demands by right: {@code prq_} and a UUIDv7. */
public record PrivacyRequestId(String value) implements Id {
    public static final String PREFIX = "prq";

    public PrivacyRequestId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
