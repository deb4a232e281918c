package com.sanocrm.contracts.id;

/** Names one sending of the same mail to many people: {@code cmp_} and a UUIDv7. */
public record CampaignId(String value) implements Id {
    public static final String PREFIX = "cmp";

    public CampaignId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
