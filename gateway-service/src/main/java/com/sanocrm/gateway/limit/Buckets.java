package com.sanocrm.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * A token bucket per client, in this process only: N gateways allow N times as much. Clients that
 * are quiet long enough to be full again are forgotten.
 */
final class Buckets {
    private static final int MOST_CLIENTS = 100_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final LoadingCache<String, Bucket> byClient;

    Buckets(LimitSettings.Rate rate) {
        var bandwidth =
                Bandwidth.builder()
                        .capacity(rate.burst())
                        .refillGreedy(rate.perMinute(), Duration.ofMinutes(1))
                        .build();
        this.byClient =
                Caffeine.newBuilder()
                        .maximumSize(MOST_CLIENTS)
                        .expireAfterAccess(FORGOTTEN_AFTER)
                        .build(client -> Bucket.builder().addLimit(bandwidth).build());
    }

    /** Takes one; zero if it was there, else how long until there is one. */
    Duration take(String client) {
        return Duration.ofNanos(
                byClient.get(client).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }
}
