package com.sanocrm.contracts.id;

/** Names one webhook of a partner: {@code whk_} and a UUID. */
public record WebhookId(String value) implements Id {
    public static final String PREFIX = "whk";

    public WebhookId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
