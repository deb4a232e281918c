package com.sanocrm.consent.choice;

import com.sanocrm.contracts.id.AccountId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Measures in the running platform what a person's click would take now, once a minute: the choices
 * of nobody get a new version, which goes the way of every choice.
 *
 * <p>{@code sano.consent.probe} is the time to the last confirmation, {@code
 * sano.consent.probe.behind} how many services had not confirmed within the time that an answer
 * waits.
 */
@Component
class EnforcementProbe {
    /** An id of the year 1970: no account can have it. */
    static final AccountId NOBODY = new AccountId("acc_00000000-0000-7000-8000-000000000000");

    private static final Logger log = LoggerFactory.getLogger(EnforcementProbe.class);

    private final PersonConsents people;
    private final Enforcements enforcements;
    private final Words words;
    private final Clock clock;
    private final Timer timer;
    private volatile List<String> behind = List.of();

    EnforcementProbe(
            PersonConsents people,
            Enforcements enforcements,
            Words words,
            MeterRegistry meters,
            Clock clock) {
        this.people = people;
        this.enforcements = enforcements;
        this.words = words;
        this.clock = clock;
        this.timer =
                Timer.builder("sano.consent.probe")
                        .description("what a choice takes to be enforced, measured once a minute")
                        .publishPercentileHistogram()
                        .register(meters);
        Gauge.builder("sano.consent.probe.behind", this, probe -> probe.behind.size())
                .description("services that had not enforced the last probe in time")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void measure() {
        people.ensure(NOBODY);
        Instant since = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PersonConsent probed =
                people.change(NOBODY, known -> known.probed(words.policyVersion(), since));
        switch (enforcements.await(probed)) {
            case Acknowledgement.Enforced(long _, Instant enforcedAt) -> {
                timer.record(Duration.between(since, enforcedAt));
                behind = List.of();
            }
            case Acknowledgement.Pending(long _, List<String> services) -> {
                behind = services;
                log.atWarn()
                        .addKeyValue("services", services)
                        .log("A choice made now would not be enforced in time");
            }
        }
    }
}
