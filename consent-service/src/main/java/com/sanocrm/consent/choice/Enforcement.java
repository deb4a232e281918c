package com.sanocrm.consent.choice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.contracts.id.AccountId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Knows which service has confirmed which version of a person's choices. Every instance hears every
 * confirmation; what is held here is only for those who wait, and a crash loses nothing but their
 * answer.
 */
@Component
class Enforcement {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int PEOPLE = 100_000;

    private final Cache<AccountId, Map<String, Long>> confirmed =
            Caffeine.newBuilder().maximumSize(PEOPLE).expireAfterWrite(REMEMBERED).build();
    private final Map<AccountId, Set<Waiting>> waiting = new ConcurrentHashMap<>();
    private final List<String> enforcers;
    private final Timer timer;
    private final Clock clock;

    Enforcement(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.enforcers =
                Topic.CONSENT_APPLIED.writers().stream().map(Principal::wireName).sorted().toList();
        this.timer =
                Timer.builder("sano.consent.enforcement")
                        .description("from the request with the choice to the last confirmation")
                        .publishPercentileHistogram()
                        .register(meters);
    }

    private record Waiting(long version, CompletableFuture<Instant> enforced) {}

    /** A service has confirmed; earlier versions are superseded with it. */
    void confirmed(ConsentApplied event) {
        confirmed
                .asMap()
                .merge(
                        event.accountId(),
                        Map.of(event.service(), event.version()),
                        Enforcement::latest);
        for (Waiting one : waiting.getOrDefault(event.accountId(), Set.of())) {
            if (pending(event.accountId(), one.version()).isEmpty()) {
                one.enforced().complete(clock.instant());
            }
        }
    }

    /** Returns when every enforcing service has confirmed the version, or after the patience. */
    Acknowledgement await(AccountId accountId, long version, Duration patience)
            throws InterruptedException {
        var mine = new Waiting(version, new CompletableFuture<>());
        waiting.compute(
                accountId,
                (_, others) -> {
                    Set<Waiting> all = others == null ? ConcurrentHashMap.newKeySet() : others;
                    all.add(mine);
                    return all;
                });
        try {
            if (pending(accountId, version).isEmpty()) {
                mine.enforced().complete(clock.instant());
            }
            Instant enforcedAt = mine.enforced().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Acknowledgement.Enforced(version, enforcedAt);
        } catch (TimeoutException behind) {
            return new Acknowledgement.Pending(version, pending(accountId, version));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            waiting.computeIfPresent(
                    accountId,
                    (_, all) -> {
                        all.remove(mine);
                        return all.isEmpty() ? null : all;
                    });
        }
    }

    /** A person's choice was made then and enforced now. */
    void took(Instant since, Instant enforcedAt) {
        timer.record(Duration.between(since, enforcedAt));
    }

    private List<String> pending(AccountId accountId, long version) {
        Map<String, Long> versions = confirmed.asMap().getOrDefault(accountId, Map.of());
        return enforcers.stream()
                .filter(service -> versions.getOrDefault(service, 0L) < version)
                .toList();
    }

    private static Map<String, Long> latest(Map<String, Long> known, Map<String, Long> news) {
        var latest = new HashMap<>(known);
        news.forEach((service, version) -> latest.merge(service, version, Math::max));
        return Map.copyOf(latest);
    }
}
