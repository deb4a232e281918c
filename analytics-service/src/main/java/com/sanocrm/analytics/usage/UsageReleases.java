package com.sanocrm.analytics.usage;

import com.mongodb.MongoException;
import com.sanocrm.analytics.policy.Policies;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.PolicyDefaults;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes usage in and releases it in batches, everybody's shuffled, so that neither order nor time
 * tells whose an event was. Usage waits with its person; what is known here of who has some waiting
 * is a hint, and a look into the store finds what a crash left.
 */
@Component
class UsageReleases {
    private static final Logger log = LoggerFactory.getLogger(UsageReleases.class);
    private static final int FOUND_AT_ONCE = 1_000;

    private final Set<AccountId> hints = ConcurrentHashMap.newKeySet();
    private final Random random = new SecureRandom();
    private final People people;
    private final Policies policies;
    private final MeterRegistry meters;

    UsageReleases(People people, Policies policies, MeterRegistry meters) {
        this.people = people;
        this.policies = policies;
        this.meters = meters;
    }

    /** Keeps nothing of somebody of whom it is known that they object. */
    void take(AccountId accountId, Usage usage) {
        Optional<Person> known = people.find(accountId);
        boolean denied =
                known.map(person -> person.decide(defaults()))
                        .filter(Person.Release.Denied.class::isInstance)
                        .isPresent();
        if (denied || !known.map(person -> person.takes(usage)).orElse(true)) {
            count(denied ? "denied" : "repeated", 1);
            return;
        }
        people.change(accountId, person -> person.take(usage));
        hints.add(accountId);
    }

    /** Somebody's usage may be waiting that could not be decided before. */
    void mayRelease(AccountId accountId) {
        hints.add(accountId);
    }

    @Scheduled(fixedDelayString = "${sano.analytics.release.every:PT2S}")
    void releaseBatch() {
        try {
            release(new ArrayList<>(hints));
        } catch (MongoException away) {
            log.atDebug().log("The release waits for the store");
        }
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT1S")
    void findWhatIsLeft() {
        try {
            people.waiting(FOUND_AT_ONCE).forEach(person -> hints.add(person.accountId()));
        } catch (MongoException away) {
            log.atDebug().log("The look for waiting usage waits for the store");
        }
    }

    private void release(List<AccountId> batch) {
        @Nullable PolicyDefaults defaults = defaults();
        Collections.shuffle(batch, random);
        for (AccountId accountId : batch) {
            hints.remove(accountId);
            people.find(accountId)
                    .filter(person -> !person.waiting().isEmpty())
                    .ifPresent(person -> release(person, defaults));
        }
    }

    private void release(Person person, @Nullable PolicyDefaults defaults) {
        switch (person.decide(defaults)) {
            case Person.Release.Permitted _, Person.Release.Denied _ -> {
                people.change(person.accountId(), current -> current.release(defaults, random));
                count("decided", person.waiting().size());
            }
            case Person.Release.Undecided _ -> hints.add(person.accountId());
        }
    }

    private @Nullable PolicyDefaults defaults() {
        return policies.defaults().orElse(null);
    }

    private void count(String outcome, int number) {
        meters.counter("sano.analytics.usage", "outcome", outcome).increment(number);
    }
}
