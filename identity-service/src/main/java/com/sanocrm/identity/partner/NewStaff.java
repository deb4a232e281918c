package com.sanocrm.identity.partner;

import com.sanocrm.identity.account.Wording;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works for a partner, as a request names them.
 *
 * @param password absent for an invitation: the first login then asks for one
 */
record NewStaff(
        @NotNull @Pattern(regexp = Wording.EMAIL, message = Wording.EMAIL_SAYS) String email,
        @NotNull @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String givenName,
        @NotNull @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String familyName,
        @Nullable
                @Size(
                        min = Wording.PASSWORD_MIN,
                        max = Wording.PASSWORD_MAX,
                        message = Wording.PASSWORD_SAYS)
                String password) {
    @Override
    public String toString() {
        return "NewStaff[redacted]";
    }
}
