package com.sanocrm.analytics.usage;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.DeidentifiedEvent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.ConsentDecision.Deny;
import com.sanocrm.platform.consent.ConsentDecision.Permit;
import com.sanocrm.platform.consent.ConsentDecision.Reason;
import com.sanocrm.platform.consent.ConsentFacts;
import com.sanocrm.platform.consent.ConsentRules;
import com.sanocrm.platform.consent.PolicyDefaults;
import com.sanocrm.platform.outbox.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A person's profile, choices and the usage that waits for release, in one document, so that they
 * have one order: usage is released by the choices that hold in the same write, and a denial drops
 * what waits in the write that acknowledges it. After an acknowledged denial nothing is released.
 *
 * @param profile null until identity-service told of the account
 * @param choices null until consent-service told of them
 * @param registered whether the registration was counted
 * @param waiting usage in the order of its arrival
 * @param taken the source ids last taken, the newest last
 */
public record Person(
        @BsonId AccountId accountId,
        @Nullable Profile profile,
        @Nullable Map<String, Choice> choices,
        long choicesVersion,
        boolean registered,
        List<Usage> waiting,
        List<String> taken) {
    /* A relay that crashed sends again what it sent last, a consumer what it read last: within
    these. */
    private static final int REMEMBERED = 256;
    private static final int MOST_WAITING = 256;

    public Person {
        choices = choices == null ? null : Map.copyOf(choices);
        waiting = List.copyOf(waiting);
        taken = List.copyOf(taken);
    }

    static Person unknown(AccountId accountId) {
        return new Person(accountId, null, null, 0, false, List.of(), List.of());
    }

    /** What is to be done with usage. */
    sealed interface Release {
        /** The profile that it is released with. */
        record Permitted(Profile profile) implements Release {}

        /** It is dropped. */
        record Denied(Reason reason) implements Release {}

        /** A fact is missing that will come: it waits. */
        record Undecided(Reason reason) implements Release {}
    }

    Release decide(@Nullable PolicyDefaults policyDefaults) {
        Status status = profile == null ? null : profile.status();
        Jurisdiction jurisdiction = profile == null ? null : Jurisdiction.of(profile.country());
        var facts = new ConsentFacts(status, isRestricted(), jurisdiction, choices, policyDefaults);
        return switch (ConsentRules.decide(Purpose.USAGE_ANALYTICS, facts)) {
            case Permit(var reason) ->
                    profile == null
                            ? new Release.Undecided(reason)
                            : new Release.Permitted(profile);
            case Deny(var reason) ->
                    isOpen(reason, status)
                            ? new Release.Undecided(reason)
                            : new Release.Denied(reason);
        };
    }

    private static boolean isOpen(Reason reason, @Nullable Status status) {
        return switch (reason) {
            case ACCOUNT_UNKNOWN, CHOICES_UNKNOWN, POLICY_UNKNOWN -> true;
            case ACCOUNT_NOT_ACTIVE -> status == Status.PENDING;
            case ESSENTIAL,
                    RECIPIENT_UNKNOWN,
                    NO_CONTRACT,
                    NOT_IN_CONTRACT,
                    NO_TRANSFER,
                    RESTRICTED,
                    BROWSER_SIGNAL,
                    CHOICE_DENIED,
                    CHOICE_GRANTED,
                    POLICY_DEFAULT_GRANTED,
                    POLICY_DEFAULT_DENIED,
                    NO_CHOICE ->
                    false;
        };
    }

    /** Whether this usage is new here, not objected to, and there is room for it. */
    boolean takes(Usage usage) {
        return !objects() && !taken.contains(usage.sourceId()) && waiting.size() < MOST_WAITING;
    }

    private boolean objects() {
        return isRestricted()
                || (choices != null
                        && choices.get(Purpose.USAGE_ANALYTICS.wireName()) == Choice.DENIED);
    }

    private boolean isRestricted() {
        return profile != null && profile.restrictedSince() != null;
    }

    Change<Person> take(Usage usage) {
        if (!takes(usage)) {
            return Change.of(this);
        }
        var longer = new ArrayList<>(waiting);
        longer.add(usage);
        var ids = new ArrayList<>(taken);
        ids.add(usage.sourceId());
        return Change.of(
                new Person(
                        accountId,
                        profile,
                        choices,
                        choicesVersion,
                        registered,
                        longer,
                        ids.subList(Math.max(0, ids.size() - REMEMBERED), ids.size())));
    }

    /** Releases, drops or keeps what waits. The order of arrival is lost with the shuffling. */
    Change<Person> release(@Nullable PolicyDefaults policyDefaults, Random random) {
        return switch (decide(policyDefaults)) {
            case Release.Permitted(Profile known) -> {
                List<DeidentifiedEvent> events =
                        new ArrayList<>(
                                waiting.stream()
                                        .map(usage -> Deidentification.of(usage, known))
                                        .toList());
                Collections.shuffle(events, random);
                yield new Change<>(withNothingWaiting(), events);
            }
            case Release.Denied _ -> Change.of(withNothingWaiting());
            case Release.Undecided _ -> Change.of(this);
        };
    }

    Change<Person> accountChanged(AccountChanged account, String sourceId) {
        var known =
                new Person(
                        accountId,
                        Profile.of(account),
                        choices,
                        choicesVersion,
                        registered,
                        account.status() == Status.CLOSED || account.restrictedSince() != null
                                ? List.of()
                                : waiting,
                        taken);
        return registered
                ? Change.of(known)
                : Deidentification.of(account, sourceId)
                        .map(registration -> known.asRegistered().take(registration))
                        .orElse(Change.of(known));
    }

    /** Enforced, and acknowledged, by one write. */
    Change<Person> choicesChanged(ConsentChanged changed) {
        var chosen =
                new Person(
                        accountId,
                        profile,
                        changed.choices(),
                        changed.version(),
                        registered,
                        waiting,
                        taken);
        return Change.of(
                chosen.objects() ? chosen.withNothingWaiting() : chosen,
                new ConsentApplied(accountId, changed.version(), Principal.ANALYTICS.wireName()));
    }

    private Person asRegistered() {
        return new Person(accountId, profile, choices, choicesVersion, true, waiting, taken);
    }

    private Person withNothingWaiting() {
        return new Person(
                accountId, profile, choices, choicesVersion, registered, List.of(), taken);
    }
}
