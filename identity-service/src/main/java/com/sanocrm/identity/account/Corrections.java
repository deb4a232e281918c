package com.sanocrm.identity.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person corrects of their own; what is absent stays. */
public record Corrections(
        @Nullable @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String givenName,
        @Nullable @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String familyName,
        @Nullable @Pattern(regexp = Wording.PHONE, message = Wording.PHONE_SAYS) String phone,
        @Nullable @Valid Address address) {
    @Override
    public String toString() {
        return "Corrections[redacted]";
    }
}
