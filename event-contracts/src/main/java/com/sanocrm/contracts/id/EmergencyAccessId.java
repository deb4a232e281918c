package com.sanocrm.contracts.id;

/** Names an emergency access ("break the glass"): {@code emg_} and a UUIDv7. */
public record EmergencyAccessId(String value) implements Id {
    public static final String PREFIX = "emg";

    public EmergencyAccessId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
