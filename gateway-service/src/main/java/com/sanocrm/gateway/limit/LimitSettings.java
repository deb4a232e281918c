package com.sanocrm.gateway.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one client may do.
 *
 * @param account of calls with a good token
 * @param address of calls without a token, by client address
 * @param guarded of calls that create accounts or try secrets, by client address
 * @param bodyTime how long a body may take to arrive
 * @param attachmentTime the same for an attachment
 */
@ConfigurationProperties("sano.gateway.limits")
record LimitSettings(
        @DefaultValue Account account,
        @DefaultValue Address address,
        @DefaultValue Guarded guarded,
        @DefaultValue("30s") Duration bodyTime,
        @DefaultValue("2m") Duration attachmentTime) {

    /** So many at once, and so many more each minute. */
    sealed interface Rate {
        int burst();

        int perMinute();
    }

    record Account(@DefaultValue("100") int burst, @DefaultValue("3000") int perMinute)
            implements Rate {}

    record Address(@DefaultValue("100") int burst, @DefaultValue("3000") int perMinute)
            implements Rate {}

    record Guarded(@DefaultValue("30") int burst, @DefaultValue("30") int perMinute)
            implements Rate {}

    LimitSettings {
        if (!bodyTime.isPositive() || !attachmentTime.isPositive()) {
            throw new IllegalArgumentException("sano.gateway.limits: a duration is not positive");
        }
    }
}
