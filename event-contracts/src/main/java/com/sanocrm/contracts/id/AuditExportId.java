package com.sanocrm.contracts.id;

/** Names a saved export of audit records: {@code axp_} and a UUIDv7. */
public record AuditExportId(String value) implements Id {
    public static final String PREFIX = "axp";

    public AuditExportId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
