package com.sanocrm.story;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A token, renewed well before its five minutes are over. */
final class CachedToken {
    private static final long RENEW_AFTER = Duration.ofMinutes(4).toNanos();

    /** Asks for a token (RFC 6749 section 5.1). */
    @FunctionalInterface
    interface Grant {
        /**
         * @param refreshToken of the answer before this one, if it had one
         */
        JsonNode tokens(@Nullable String refreshToken);
    }

    private final Grant grant;
    private @Nullable JsonNode tokens;
    private long grantedNanos;

    CachedToken(Grant grant) {
        this.grant = grant;
    }

    synchronized String get() {
        JsonNode current = tokens;
        if (current == null || System.nanoTime() - grantedNanos > RENEW_AFTER) {
            current =
                    grant.tokens(
                            current == null ? null : current.path("refresh_token").asString(null));
            tokens = current;
            grantedNanos = System.nanoTime();
        }
        return current.path("access_token").asString();
    }
}
