package com.sanocrm.analytics.usage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How usage is released.
 *
 * @param every the time between two batches: the longer, the more people's events are shuffled
 *     together
 */
@ConfigurationProperties("sano.analytics.release")
record ReleaseSettings(@DefaultValue("2s") Duration every) {
    ReleaseSettings {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("sano.analytics.release.every must be positive");
        }
    }
}
