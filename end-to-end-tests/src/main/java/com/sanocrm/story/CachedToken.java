package com.sanocrm.story;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A token, renewed well before its five minutes are over. */
final class CachedToken {
    private static final long RENEW_AFTER = Duration.ofMinutes(2).toNanos();

    private final Supplier<String> grant;
    private @Nullable String token;
    private long grantedNanos;

    CachedToken(Supplier<String> grant) {
        this.grant = grant;
    }

    synchronized String get() {
        String current = token;
        if (current == null || System.nanoTime() - grantedNanos > RENEW_AFTER) {
            current = grant.get();
            token = current;
            grantedNanos = System.nanoTime();
        }
        return current;
    }
}
