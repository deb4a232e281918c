package com.sanocrm.identity.login;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application that the person let in.
 *
 * @param scopes that the person granted
 * @param offline whether it can act while the person is not logged in
 */
public record ConnectedApplication(
        String clientId, Set<String> scopes, boolean offline, @Nullable Instant since) {
    public ConnectedApplication {
        scopes = Set.copyOf(scopes);
    }
}
