package com.sanocrm.identity.partner;

import com.sanocrm.identity.account.Wording;
import com.sanocrm.platform.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An agreement as a request names it; with an {@code endsOn} that is past it ends at once. */
record AgreementTerms(
        @NotNull @PastOrPresent(message = "a date that is not in the future") LocalDate signedOn,
        @NotNull @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String signatory,
        @Nullable LocalDate endsOn,
        @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "a SHA-256 in lower-case hex")
                String documentSha256) {
    Partner.Agreement asSigned() {
        if (endsOn != null && endsOn.isBefore(signedOn)) {
            throw ProblemException.invalid("/endsOn", "not before signedOn");
        }
        return new Partner.Agreement(signedOn, signatory, endsOn, documentSha256);
    }

    @Override
    public String toString() {
        return "AgreementTerms[" + signedOn + "]";
    }
}
