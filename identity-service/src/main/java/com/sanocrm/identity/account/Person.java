package com.sanocrm.identity.account;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person, in the clear; never stored so.
 *
 * @param birthDate null for staff
 */
public record Person(
        String email,
        String givenName,
        String familyName,
        @Nullable LocalDate birthDate,
        @Nullable String phone,
        @Nullable Address address) {

    @Override
    public String toString() {
        return "Person[redacted]";
    }
}
