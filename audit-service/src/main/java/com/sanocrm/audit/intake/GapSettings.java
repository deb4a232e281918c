package com.sanocrm.audit.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When a missing number is worth a word.
 *
 * @param gapGrace how long a number may be on its way after a higher one has arrived
 */
@ConfigurationProperties("sano.audit")
record GapSettings(Duration gapGrace) {
    GapSettings {
        if (gapGrace.isNegative()) {
            throw new IllegalArgumentException("sano.audit.gap-grace is negative");
        }
    }
}
