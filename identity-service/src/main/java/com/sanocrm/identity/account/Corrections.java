package com.sanocrm.identity.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person corrects of their own; what is absent stays. */
public record Corrections(
        @Nullable @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String givenName,
        @Nullable @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String familyName,
        @Nullable @Pattern(regexp = Wording.PHONE, message = Wording.PHONE_SAYS) String phone,
        @Nullable @Valid Address address) {
    /** Whether it corrects nothing. */
    @JsonIgnore
    public boolean isEmpty() {
        return givenName == null && familyName == null && phone == null && address == null;
    }

    /** What of the person these would replace. */
    Corrections replacing(Person person) {
        return new Corrections(
                givenName == null ? null : person.givenName(),
                familyName == null ? null : person.familyName(),
                phone == null ? null : person.phone(),
                address == null ? null : person.address());
    }

    @Override
    public String toString() {
        return "Corrections[redacted]";
    }
}
