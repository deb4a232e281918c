package com.sanocrm.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are believed: those for the platform's one audience.
 *
 * @param issuer the {@code iss} that a token must have
 * @param jwks where the issuer's keys are; derived from the issuer when absent
 */
@ConfigurationProperties("sano.token")
public record TokenSettings(String issuer, @Nullable String jwks) {
    static final String AUDIENCE = "sano-platform";

    public TokenSettings {
        if (issuer.isBlank()) {
            throw new IllegalArgumentException("SANO_TOKEN_ISSUER names no issuer");
        }
    }

    String keysUri() {
        return jwks == null || jwks.isBlank() ? issuer + "/protocol/openid-connect/certs" : jwks;
    }
}
