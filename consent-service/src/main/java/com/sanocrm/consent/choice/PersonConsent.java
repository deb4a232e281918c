package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose: the whole history, appended to and never changed. What holds for a purpose
 * is its latest choice by time, so that a registration form that arrives late does not undo what
 * was chosen since.
 *
 * @param status as identity-service last told; null until it has
 * @param jurisdiction where the person lives; null until identity-service has told
 * @param registeredThrough the partner through which the person registered
 * @param registrationRecorded whether the choices of the registration form are in the history
 * @param choicesVersion counts the changes that were published, from 1; 0 before the first
 */
public record PersonConsent(
        @BsonId AccountId accountId,
        @Nullable Status status,
        @Nullable Jurisdiction jurisdiction,
        @Nullable PartnerId registeredThrough,
        boolean registrationRecorded,
        long choicesVersion,
        List<RecordedChoice> history) {
    public PersonConsent {
        history = List.copyOf(history);
    }

    /** Of somebody whose account identity-service has not told us of yet. */
    static PersonConsent unknown(AccountId accountId) {
        return new PersonConsent(accountId, null, null, null, false, 0, List.of());
    }

    /** The latest choice of each purpose at that time. */
    public Map<Purpose, RecordedChoice> heldAt(Instant time) {
        var held = new EnumMap<Purpose, RecordedChoice>(Purpose.class);
        history.stream()
                .filter(choice -> !choice.at().isAfter(time))
                .sorted(Comparator.comparing(RecordedChoice::at))
                .forEach(choice -> held.put(choice.purpose(), choice));
        return held;
    }

    /** The latest choice of each purpose. */
    public Map<Purpose, RecordedChoice> held() {
        return heldAt(Instant.MAX);
    }

    /** As published: purpose wire name to choice. */
    public Map<String, Choice> choicesAt(Instant time) {
        return heldAt(time).values().stream()
                .collect(
                        Collectors.toMap(
                                choice -> choice.purpose().wireName(), RecordedChoice::decision));
    }

    /**
     * Adds the choice. One that holds already by the same way, or that was brought by the same
     * request, adds nothing, but the state is published again so that every service can confirm it.
     */
    Change<PersonConsent> choose(NewChoice choice) {
        boolean repeated =
                history.stream().anyMatch(known -> known.evidenceId().equals(choice.evidenceId()));
        if (choicesVersion > 0 && (repeated || holds(choice))) {
            return published(choice.policyVersion(), choice.at());
        }
        Instant time = afterAllOthers(choice.at());
        return with(List.of(choice.recordedAs(choicesVersion + 1, time)))
                .published(choice.policyVersion(), time);
    }

    /** Takes over the account's state, and, once, the choices of its registration form. */
    Change<PersonConsent> accountChanged(AccountChanged account, String eventId, String policy) {
        var known =
                new PersonConsent(
                        accountId,
                        account.status(),
                        Jurisdiction.of(account.country()),
                        account.registeredThrough(),
                        true,
                        choicesVersion,
                        history);
        if (registrationRecorded) {
            return Change.of(known);
        }
        String version = Objects.requireNonNullElse(account.acceptedPolicyVersion(), policy);
        Instant time = beforeAllOthers(account.registeredAt());
        List<RecordedChoice> ticked =
                account.registrationChoices().entrySet().stream()
                        .flatMap(
                                box ->
                                        choosable(box.getKey())
                                                .map(
                                                        purpose ->
                                                                registered(
                                                                        purpose,
                                                                        box.getValue(),
                                                                        eventId,
                                                                        version,
                                                                        time))
                                                .stream())
                        .sorted(Comparator.comparing(RecordedChoice::purpose))
                        .toList();
        return known.with(ticked).published(version, time);
    }

    private RecordedChoice registered(
            Purpose purpose, Choice decision, String eventId, String policy, Instant time) {
        return new RecordedChoice(
                eventId,
                purpose,
                decision,
                Channel.REGISTRATION_FORM,
                null,
                accountId,
                policy,
                time,
                null,
                choicesVersion + 1);
    }

    /** The purpose of that name, if a person has a choice about it. */
    public static Optional<Purpose> choosable(String wireName) {
        return Purpose.of(wireName).filter(purpose -> purpose.kind() != Purpose.Kind.ESSENTIAL);
    }

    private boolean holds(NewChoice choice) {
        RecordedChoice held = held().get(choice.purpose());
        return held != null
                && held.decision() == choice.decision()
                && held.channel() == choice.channel()
                && held.medium() == choice.medium()
                && Objects.equals(held.reference(), choice.reference())
                && held.policyVersion().equals(choice.policyVersion());
    }

    /** A clock that was set back must not put a choice before those that it overrules. */
    private Instant afterAllOthers(Instant time) {
        return history.stream()
                .map(RecordedChoice::at)
                .max(Comparator.naturalOrder())
                .filter(latest -> !latest.isBefore(time))
                .map(latest -> latest.plusMillis(1))
                .orElse(time);
    }

    /** Whatever another machine's clock says, nobody chooses before registering. */
    private Instant beforeAllOthers(Instant time) {
        return history.stream()
                .map(choice -> choice.at().minusMillis(1))
                .min(Comparator.naturalOrder())
                .filter(earliest -> earliest.isBefore(time))
                .orElse(time);
    }

    private PersonConsent with(List<RecordedChoice> choices) {
        var longer = new ArrayList<>(history);
        longer.addAll(choices);
        return new PersonConsent(
                accountId,
                status,
                jurisdiction,
                registeredThrough,
                registrationRecorded,
                choicesVersion + 1,
                longer);
    }

    private Change<PersonConsent> published(String policyVersion, Instant time) {
        return Change.of(
                this,
                new ConsentChanged(
                        accountId, choicesVersion, choicesAt(Instant.MAX), policyVersion, time));
    }
}
