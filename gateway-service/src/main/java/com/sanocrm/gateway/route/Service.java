package com.sanocrm.gateway.route;

import java.util.Locale;

/** A service behind the gateway. */
enum Service {
    IDENTITY,
    MESSAGING,
    CONSENT,
    AUDIT,
    ANALYTICS;

    /** As in {@code SANO_<SERVICE>_URL} and {@code /v3/api-docs/<service>}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
