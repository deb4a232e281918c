package com.sanocrm.contracts.id;

/** Names a case of legal process: {@code lgc_} and a UUIDv7. */
public record LegalCaseId(String value) implements Id {
    public static final String PREFIX = "lgc";

    public LegalCaseId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
