package com.sanocrm.consent.choice;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a signed-in person's browser says. It stands from the request that first brings it until the
 * same session is seen without it: another device that says nothing says nothing.
 *
 * @param session of the browser that said it last; empty when not known
 * @param gpc {@code Sec-GPC: 1}
 * @param dnt {@code DNT: 1}
 */
public record StandingSignal(String session, boolean gpc, boolean dnt, Instant seenAt) {

    boolean objects() {
        return gpc || dnt;
    }

    /** What stands after this was seen; empty when nothing does. */
    static Optional<StandingSignal> after(@Nullable StandingSignal standing, StandingSignal seen) {
        if (seen.objects()) {
            return Optional.of(standing == null || seen.isNewerThan(standing) ? seen : standing);
        }
        return Optional.ofNullable(standing)
                .filter(one -> !one.session().equals(seen.session()) || !seen.isNewerThan(one));
    }

    /** Of the same millisecond, what is told later is newer. */
    private boolean isNewerThan(StandingSignal other) {
        return !seenAt.isBefore(other.seenAt());
    }

    /** Which headers they were, for the evidence. */
    String headers() {
        return gpc && dnt ? "Sec-GPC,DNT" : gpc ? "Sec-GPC" : "DNT";
    }
}
