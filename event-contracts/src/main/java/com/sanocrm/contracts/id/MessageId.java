package com.sanocrm.contracts.id;

/** Names one message of a conversation: {@code msg_} and a UUIDv7. */
public record MessageId(String value) implements Id {
    public static final String PREFIX = "msg";

    public MessageId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
