package com.sanocrm.identity.account;

import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Person} as it is stored: each field encrypted on its own.
 *
 * @param emailIndex by which an address is found without being known
 * @param socialSecurityNumber under a key of its own
 */
public record SealedPerson(
        String emailIndex,
        Binary email,
        Binary givenName,
        Binary familyName,
        @Nullable Binary birthDate,
        @Nullable Binary phone,
        @Nullable Binary address,
        @Nullable Binary socialSecurityNumber) {}
