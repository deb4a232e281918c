package com.sanocrm.identity.login;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Keycloak is and who we are to it.
 *
 * @param connect how long a connection may take
 * @param read how long one answer may take
 */
@ConfigurationProperties("identity.keycloak")
record KeycloakSettings(
        URI url,
        String realm,
        String clientId,
        String clientSecret,
        @DefaultValue("1s") Duration connect,
        @DefaultValue("5s") Duration read) {
    KeycloakSettings {
        if (clientSecret.isBlank()) {
            throw new IllegalArgumentException("SANO_KEYCLOAK_CLIENT_SECRET is empty");
        }
    }

    @Override
    public String toString() {
        return "KeycloakSettings[" + url + "]";
    }
}
