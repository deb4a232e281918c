package com.sanocrm.contracts.id;

/** Names somebody outside who may receive personal data: {@code rec_} and a UUIDv7. */
public record RecipientId(String value) implements Id {
    public static final String PREFIX = "rec";

    public RecipientId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
