package com.sanocrm.contracts.id;

/** Names the erasure of one account: {@code ers_} and the account's UUID, so that there is one. */
public record ErasureId(String value) implements Id {
    public static final String PREFIX = "ers";

    public ErasureId {
        Id.require(PREFIX, value);
    }

    public static ErasureId of(AccountId account) {
        return new ErasureId(PREFIX + account.value().substring(AccountId.PREFIX.length()));
    }

    @Override
    public String toString() {
        return value;
    }
}
