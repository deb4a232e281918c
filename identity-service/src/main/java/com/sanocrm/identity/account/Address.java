package com.sanocrm.identity.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A postal address.
 *
 * @param region the first-level subdivision, ISO 3166-2 ({@code AE-DU})
 * @param country ISO 3166-1 alpha-2
 */
public record Address(
        @NotNull @Size(min = 1, max = 200) String line1,
        @Nullable @Size(max = 200) String line2,
        @NotNull @Size(min = 1, max = 200) String city,
        @Nullable @Pattern(regexp = REGION, message = "a subdivision as in ISO 3166-2: AE-DU")
                String region,
        @Nullable @Size(max = 20) String postalCode,
        @NotNull @Country String country) {
    static final String REGION = "[A-Z]{2}-[A-Z0-9]{1,3}";

    @Override
    public String toString() {
        return "Address[redacted]";
    }
}
