package com.sanocrm.identity.child;

import com.sanocrm.identity.account.Wording;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The report form.
 *
 * @param accountEmail of the account that is reported
 * @param reporterEmail where support may ask back; absent if the reporter stays unknown
 */
record NewReport(
        @NotNull @Pattern(regexp = Wording.EMAIL, message = Wording.EMAIL_SAYS) String accountEmail,
        @Nullable @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String reporterName,
        @Nullable @Pattern(regexp = Wording.EMAIL, message = Wording.EMAIL_SAYS)
                String reporterEmail,
        @NotNull Relation relation,
        @NotBlank @Size(max = 2000) String statement) {

    /** Who the reporter is to the child. */
    enum Relation {
        PARENT,
        GUARDIAN,
        CARE_TEAM,
        SELF,
        OTHER
    }

    @Override
    public String toString() {
        return "NewReport[redacted]";
    }
}
