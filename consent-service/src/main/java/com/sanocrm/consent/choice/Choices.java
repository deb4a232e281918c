package com.sanocrm.consent.choice;

import com.sanocrm.consent.policy.Policies;
import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records choices, by whatever way they come, and waits until they are enforced. */
@Component
public class Choices {
    /** How long an answer waits for the enforcing services before it says which are behind. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PersonConsents people;
    private final Policies policies;
    private final Enforcement enforcement;
    private final Clock clock;

    Choices(PersonConsents people, Policies policies, Enforcement enforcement, Clock clock) {
        this.people = people;
        this.policies = policies;
        this.enforcement = enforcement;
        this.clock = clock;
    }

    /**
     * How a choice came.
     *
     * @param evidenceId of the request
     * @param medium by which it reached support
     * @param actorId who entered it; null for a link in a mail
     * @param reference support's, to the letter or call
     */
    public record Evidence(
            String evidenceId,
            Channel channel,
            @Nullable Medium medium,
            @Nullable AccountId actorId,
            @Nullable String reference) {}

    /**
     * Records the choice under the policy in force. The answer comes when every service enforces
     * it, or after the patience.
     *
     * @throws com.sanocrm.platform.problem.ProblemException 404 if the account is not known
     */
    public Acknowledgement record(
            AccountId accountId, Purpose purpose, Choice decision, Evidence evidence, Event audit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long version =
                people.choose(accountId, choice(purpose, decision, evidence, now), audit)
                        .choicesVersion();
        try {
            return enforcement.await(accountId, version, PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    /**
     * Records a choice that another service took in; a repeat by its evidence id records nothing.
     * An account that identity-service has not told of yet can have chosen.
     *
     * @param takenAt by that service's clock; never later than now by ours
     */
    void take(
            AccountId accountId,
            Purpose purpose,
            Choice decision,
            Evidence evidence,
            Instant takenAt,
            Event audit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        people.ensure(accountId);
        people.choose(
                accountId,
                choice(purpose, decision, evidence, takenAt.isBefore(now) ? takenAt : now),
                audit);
    }

    private NewChoice choice(Purpose purpose, Choice decision, Evidence evidence, Instant time) {
        return new NewChoice(
                evidence.evidenceId(),
                purpose,
                decision,
                evidence.channel(),
                evidence.medium(),
                evidence.actorId(),
                policies.inForce().version(),
                time,
                evidence.reference());
    }
}
