package com.sanocrm.identity.child;

import com.sanocrm.identity.account.Wording;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** What whoever has the parent's mailbox answers. */
record ParentAnswer(
        @NotNull @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String givenName,
        @NotNull @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String familyName,
        @NotNull Relation relation,
        @NotNull Boolean consents) {

    enum Relation {
        PARENT,
        GUARDIAN
    }

    @Override
    public String toString() {
        return "ParentAnswer[redacted]";
    }
}
