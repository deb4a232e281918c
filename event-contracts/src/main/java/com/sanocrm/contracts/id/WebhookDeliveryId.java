package com.sanocrm.contracts.id;

/** Names one thing told to a partner by webhook: {@code whd_} and a UUID. */
public record WebhookDeliveryId(String value) implements Id {
    public static final String PREFIX = "whd";

    public WebhookDeliveryId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
