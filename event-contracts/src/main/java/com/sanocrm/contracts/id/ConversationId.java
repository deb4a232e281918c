package com.sanocrm.contracts.id;

/** Names a conversation between a patient and a clinic: {@code cnv_} and a UUIDv7. */
public record ConversationId(String value) implements Id {
    public static final String PREFIX = "cnv";

    public ConversationId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
