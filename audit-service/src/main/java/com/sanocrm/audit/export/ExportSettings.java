package com.sanocrm.audit.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param kept how long an export can be downloaded, from the request on
 */
@ConfigurationProperties("sano.audit.exports")
record ExportSettings(@DefaultValue("7d") Duration kept) {
    ExportSettings {
        if (!kept.isPositive()) {
            throw new IllegalArgumentException("sano.audit.exports.kept: not positive");
        }
    }
}
