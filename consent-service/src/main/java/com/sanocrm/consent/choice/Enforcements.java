package com.sanocrm.consent.choice;

import com.sanocrm.contracts.id.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Writes down when a choice was enforced. Somebody waits for the confirmations of each version, the
 * request that made it or else a thread of its own; what a crash or a long outage leaves
 * unconfirmed is published again until all have confirmed it.
 */
@Component
class Enforcements {
    /** How long an answer waits for the enforcing services before it says which are behind. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** After that, what is not confirmed is published again. */
    static final Duration REMINDED_AFTER = Duration.ofMinutes(1);

    private static final int REMINDED_AT_ONCE = 100;
    private static final int FOLLOWED_AT_ONCE = 10_000;

    private final PersonConsents people;
    private final Enforcement enforcement;
    private final Words words;
    private final Clock clock;
    private final Semaphore followers = new Semaphore(FOLLOWED_AT_ONCE);

    Enforcements(PersonConsents people, Enforcement enforcement, Words words, Clock clock) {
        this.people = people;
        this.enforcement = enforcement;
        this.words = words;
        this.clock = clock;
    }

    /**
     * Waits for the person's newest version.
     *
     * @param evidenceId of the choice
     * @param since the choice was made, for the metric
     */
    Acknowledgement acknowledge(PersonConsent person, String evidenceId, Instant since) {
        Acknowledgement heard = await(person, PATIENCE);
        return switch (heard) {
            case Acknowledgement.Enforced enforced -> {
                enforcement.took(since, enforced.enforcedAt());
                yield note(person.accountId(), enforced, evidenceId);
            }
            case Acknowledgement.Pending _ -> {
                follow(person, since);
                yield heard;
            }
        };
    }

    /** Notes the confirmation of the person's newest version when it comes. */
    void follow(PersonConsent person) {
        follow(person, null);
    }

    private void follow(PersonConsent person, @org.jspecify.annotations.Nullable Instant since) {
        if (person.unconfirmedSince() == null || !followers.tryAcquire()) {
            return;
        }
        Thread.ofVirtual()
                .name("enforcement")
                .start(
                        () -> {
                            try {
                                if (await(person, REMINDED_AFTER)
                                        instanceof Acknowledgement.Enforced enforced) {
                                    if (since != null) {
                                        enforcement.took(since, enforced.enforcedAt());
                                    }
                                    note(person.accountId(), enforced, "");
                                }
                            } finally {
                                followers.release();
                            }
                        });
    }

    private Acknowledgement note(
            AccountId accountId, Acknowledgement.Enforced enforced, String evidenceId) {
        Instant time = enforced.enforcedAt();
        PersonConsent person =
                people.note(accountId, known -> known.enforced(enforced.version(), time));
        /* A repeat is answered with the first time. */
        Instant first =
                people.byEvidence(person, evidenceId).map(RecordedChoice::enforcedAt).orElse(time);
        return new Acknowledgement.Enforced(enforced.version(), first);
    }

    /** Waits for the person's newest version without writing down for which choice. */
    Acknowledgement await(PersonConsent person) {
        return switch (await(person, PATIENCE)) {
            case Acknowledgement.Enforced enforced -> note(person.accountId(), enforced, "");
            case Acknowledgement.Pending behind -> behind;
        };
    }

    private Acknowledgement await(PersonConsent person, Duration patience) {
        try {
            return enforcement.await(person.accountId(), person.choicesVersion(), patience);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    /** For the services that were away, and for what this one forgot when it was. */
    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    void remind() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String policy = words.policyVersion();
        for (AccountId accountId :
                people.unconfirmed(now.minus(REMINDED_AFTER), REMINDED_AT_ONCE)) {
            follow(people.change(accountId, person -> person.reminded(policy, now)));
        }
    }
}
