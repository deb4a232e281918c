package com.sanocrm.identity.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to tell a partner.
 *
 * @param status of the answer; null without one
 * @param notBefore when the receiver wants to be asked again at the earliest, with 429 and 503 (RFC
 *     9110, 10.2.3); null when it did not say
 */
public record Attempt(
        Instant at,
        Outcome outcome,
        @Nullable Integer status,
        long millis,
        @Nullable Instant notBefore) {
    private static final int GONE = 410;

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

    /** The receiver wants to hear nothing any more (Standard Webhooks). */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
