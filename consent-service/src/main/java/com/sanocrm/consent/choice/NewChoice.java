package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A choice as it comes in.
 *
 * @param at when it was made, by the clock of whoever took it in; not after {@code recordedAt}
 * @param recordedAt now
 */
public record NewChoice(
        Purpose purpose,
        Choice decision,
        Evidence evidence,
        Shown shown,
        Instant at,
        Instant recordedAt) {
    /** By how much the clocks of two services may differ before a denial is put in doubt. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    public NewChoice {
        if (purpose.kind() == Purpose.Kind.ESSENTIAL) {
            throw new IllegalArgumentException("an essential purpose cannot be chosen");
        }
        at = at.isAfter(recordedAt) ? recordedAt : at;
    }

    /**
     * Whether the person has chosen otherwise since: only what took its time to reach us can be
     * late. When clocks leave it in doubt, a denial counts and a grant does not.
     */
    boolean isOverruledBy(@Nullable RecordedChoice held) {
        if (held == null || at.equals(recordedAt)) {
            return false;
        }
        return switch (decision) {
            case GRANTED -> held.at().isAfter(at);
            case DENIED ->
                    held.at().isAfter(at.plus(tolerance())) && !held.at().isAfter(recordedAt);
        };
    }

    /** A signal and its later grant come by the same request's clock. */
    private Duration tolerance() {
        return switch (evidence.channel()) {
            case BROWSER_SIGNAL -> Duration.ZERO;
            case REGISTRATION_FORM,
                    PREFERENCES,
                    UNSUBSCRIBE_LINK,
                    EMAIL_REPLY,
                    SUPPORT,
                    PARTNER_FORM,
                    NEWSLETTER_FORM,
                    PRIVACY_REQUEST ->
                    CLOCK_TOLERANCE;
        };
    }

    /** Whether the record says all that this one would, and later than nothing. */
    boolean isSaidBy(@Nullable RecordedChoice held) {
        return held != null
                && held.decision() == decision
                && held.evidence().saysTheSameAs(evidence)
                && held.shown().equals(shown);
    }

    RecordedChoice recordedAs(long number, Instant time, long choicesVersion) {
        return new RecordedChoice(
                number,
                purpose,
                decision,
                evidence,
                shown,
                time,
                recordedAt,
                choicesVersion,
                null,
                null);
    }
}
