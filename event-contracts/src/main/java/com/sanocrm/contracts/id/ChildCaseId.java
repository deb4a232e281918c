package com.sanocrm.contracts.id;

import java.util.UUID;

/**
 * Names the case of an account that may be a child's: {@code chc_} and the account's UUID, so that
 * there is one; or a UUID of its own where a report leads to no account.
 */
public record ChildCaseId(String value) implements Id {
    public static final String PREFIX = "chc";

    public ChildCaseId {
        Id.require(PREFIX, value);
    }

    public static ChildCaseId of(AccountId account) {
        return new ChildCaseId(PREFIX + account.value().substring(AccountId.PREFIX.length()));
    }

    public static ChildCaseId of(UUID report) {
        return new ChildCaseId(PREFIX + "_" + report);
    }

    @Override
    public String toString() {
        return value;
    }
}
