package com.sanocrm.contracts.id;

/** Names one mail of the service that a partner has asked for: {@code svm_} and a UUIDv7. */
public record ServiceMailId(String value) implements Id {
    public static final String PREFIX = "svm";

    public ServiceMailId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
