package com.sanocrm.identity.child;

import com.sanocrm.identity.child.ChildCase.Verdict;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, and why.
 *
 * @param method by which support made sure that the answer is a parent's; with an acceptance
 * @param reference where the evidence of that lies
 */
record Verification(
        @NotNull Verdict decision,
        @NotBlank @Size(max = 2000) String reason,
        @Nullable Method method,
        @Nullable @Size(max = 200) String reference) {

    /** What COPPA calls verifiable consent: 16 CFR 312.5(b)(2). */
    enum Method {
        SIGNED_FORM,
        PAYMENT_CARD,
        PHONE_CALL,
        VIDEO_CALL,
        GOVERNMENT_ID
    }

    @Override
    public String toString() {
        return "Verification[" + decision + "]";
    }
}
