package com.sanocrm.identity.child;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things may take. COPPA asks for "a reasonable time" (16 CFR 312.5(c)(1)) and names none.
 *
 * @param review until a report was looked at; then the account is quarantined without
 * @param verification from the quarantine until a parent has answered; then it is erased
 * @param decision at least, from a parent's answer until support has verified it; then it is erased
 */
@ConfigurationProperties("identity.child")
record ChildSettings(
        @DefaultValue("P1D") Duration review,
        @DefaultValue("P14D") Duration verification,
        @DefaultValue("P7D") Duration decision) {
    ChildSettings {
        if (!review.isPositive() || !verification.isPositive() || !decision.isPositive()) {
            throw new IllegalArgumentException("identity.child: a duration is not positive");
        }
    }

    Instant reviewUntil(Instant now) {
        return now.plus(review);
    }

    Instant verifiedUntil(Instant now) {
        return now.plus(verification);
    }

    Instant decidedUntil(Instant now) {
        return now.plus(decision);
    }
}
