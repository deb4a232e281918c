package com.sanocrm.audit.log;

import com.sanocrm.contracts.id.PartnerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which log: a partner's, under the partner's id, or the platform's own. */
public record LogName(String value) {
    public static final LogName PLATFORM = new LogName("platform");

    /** The log that a tenant's records belong in; the platform's for records of no tenant. */
    public static LogName of(@Nullable PartnerId partnerId) {
        return partnerId == null ? PLATFORM : new LogName(partnerId.value());
    }

    /** Empty for what is no name of a log. */
    public static Optional<LogName> parse(String text) {
        if (text.equals(PLATFORM.value)) {
            return Optional.of(PLATFORM);
        }
        try {
            return Optional.of(of(new PartnerId(text)));
        } catch (IllegalArgumentException noPartner) {
            return Optional.empty();
        }
    }

    /** Whose log it is; empty for the platform's. */
    Optional<PartnerId> partner() {
        return equals(PLATFORM) ? Optional.empty() : Optional.of(new PartnerId(value));
    }

    /** The C2SP origin: a schema-less URL, so that logs of different platforms differ. */
    String origin(String host) {
        return host + "/audit/" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
