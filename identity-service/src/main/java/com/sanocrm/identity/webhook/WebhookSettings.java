package com.sanocrm.identity.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How partners are told.
 *
 * @param local whether receivers on this machine are told, over plain HTTP; in the local stack only
 * @param retries how long after a failed try the next one comes; after the last a delivery is dead.
 *     The schedule is that of Standard Webhooks: three days in all
 * @param connect how long a connection may take
 * @param answer how long a whole delivery may take
 * @param claim how long a delivery is left alone once an instance has begun it
 * @param rotation how long a former secret signs beside the new one
 */
@ConfigurationProperties("identity.webhooks")
record WebhookSettings(
        @DefaultValue("false") boolean local,
        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
                List<Duration> retries,
        @DefaultValue("3s") Duration connect,
        @DefaultValue("15s") Duration answer,
        @DefaultValue("30s") Duration claim,
        @DefaultValue("24h") Duration rotation) {
    WebhookSettings {
        retries = List.copyOf(retries);
        if (claim.compareTo(answer.plus(connect)) <= 0) {
            throw new IllegalArgumentException(
                    "identity.webhooks.claim must be longer than a delivery can take");
        }
    }
}
