package com.sanocrm.platform.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The realm roles of a token. */
public enum Role {
    PATIENT,
    CLINICIAN,
    PARTNER_ADMIN,
    PARTNER_SYSTEM,
    SUPPORT,
    COMPLIANCE,
    ANALYST,
    OPERATOR;

    /** The role's name in the token. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Role> ofClaim(String claim) {
        return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst();
    }
}
