package com.sanocrm.contracts.id;

/** Names a disclosure of personal data to a recipient: {@code dsc_} and a UUIDv7. */
public record DisclosureId(String value) implements Id {
    public static final String PREFIX = "dsc";

    public DisclosureId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
