package com.sanocrm.identity.account;

import org.jspecify.annotations.Nullable;

/** What stood in an account before it was changed; what did not change is absent. */
public record Replaced(
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String phone,
        @Nullable Address address,
        @Nullable String email) {
    static Replaced by(Corrections replaced) {
        return new Replaced(
                replaced.givenName(),
                replaced.familyName(),
                replaced.phone(),
                replaced.address(),
                null);
    }

    static Replaced email(String email) {
        return new Replaced(null, null, null, null, email);
    }

    @Override
    public String toString() {
        return "Replaced[redacted]";
    }
}
