package com.sanocrm.contracts.id;

/** Names a clinical partner, the tenant: {@code par_} and a UUIDv7. */
public record PartnerId(String value) implements Id {
    public static final String PREFIX = "par";

    public PartnerId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
