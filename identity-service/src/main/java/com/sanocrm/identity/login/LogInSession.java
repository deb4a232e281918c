package com.sanocrm.identity.login;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log-in that holds.
 *
 * @param applications the clients that it is used with
 */
public record LogInSession(
        String id,
        @Nullable String ipAddress,
        Instant startedAt,
        Instant lastUsedAt,
        Set<String> applications) {
    public LogInSession {
        applications = Set.copyOf(applications);
    }
}
