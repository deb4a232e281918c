package com.sanocrm.stack.place;

import com.sanocrm.contracts.Principal;
import java.util.Locale;

/** The services of the platform, in the order of their ports. */
public enum Service {
    GATEWAY(Principal.GATEWAY, 0),
    IDENTITY(Principal.IDENTITY, 1),
    MESSAGING(Principal.MESSAGING, 2),
    CONSENT(Principal.CONSENT, 3),
    AUDIT(Principal.AUDIT, 4),
    ANALYTICS(Principal.ANALYTICS, 5);

    private final Principal principal;
    private final int place;

    Service(Principal principal, int place) {
        this.principal = principal;
        this.place = place;
    }

    /** Its distance from the first service's port. */
    int place() {
        return place;
    }

    public Principal principal() {
        return principal;
    }

    /** As {@code ./sano} names it, and its database: {@code messaging}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its module and artifact: {@code messaging-service}. */
    public String module() {
        return principal.wireName();
    }

    /** Whether it has a database and keysets; the gateway keeps nothing. */
    public boolean hasStore() {
        return this != GATEWAY;
    }
}
