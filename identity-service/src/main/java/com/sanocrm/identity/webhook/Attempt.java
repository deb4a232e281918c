package com.sanocrm.identity.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to tell a partner.
 *
 * @param status of the answer; null without one
 */
public record Attempt(Instant at, Outcome outcome, @Nullable Integer status, long millis) {
    public enum Outcome {
        /** Answered with 2xx. */
        DELIVERED,
        /** Answered with anything else; a redirection is not followed. */
        NOT_ACCEPTED,
        TIMED_OUT,
        /** No connection, no TLS, or no HTTP. */
        UNREACHABLE,
        /** The name stands for an address that is not public. */
        ADDRESS_NOT_ALLOWED
    }

    boolean delivered() {
        return outcome == Outcome.DELIVERED;
    }
}
