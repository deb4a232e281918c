package com.sanocrm.contracts.id;

/** Names one event or audit record: {@code evt_} and a UUIDv7. */
public record EventId(String value) implements Id {
    public static final String PREFIX = "evt";

    public EventId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
