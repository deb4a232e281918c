package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.events.Forgotten;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose, and what of it every service has confirmed. What holds for a purpose is its
 * latest choice by time, so that what arrives late does not undo what was chosen since.
 *
 * @param status as identity-service last told; null until it has
 * @param restricted whether the person had the processing restricted; null until told, and for no
 * @param jurisdiction where the person lives; null until identity-service has told
 * @param registeredThrough the partner through which the person registered
 * @param registrationRecorded whether the choices of the registration form are in the history
 * @param choicesVersion counts the changes that were published, from 1; 0 before the first
 * @param unconfirmedSince when the version was last published, while not every service has
 *     confirmed it; null when all have
 * @param erasedAt when all but the evidence went; null while there is an account
 * @param signal that a browser of the person stands by; null when none does
 */
public record PersonConsent(
        @BsonId AccountId accountId,
        @Nullable Status status,
        @Nullable Boolean restricted,
        @Nullable Jurisdiction jurisdiction,
        @Nullable PartnerId registeredThrough,
        boolean registrationRecorded,
        long choicesVersion,
        @Nullable Instant unconfirmedSince,
        @Nullable StandingSignal signal,
        History history,
        @Nullable Instant erasedAt) {

    /** Of somebody whose account identity-service has not told us of yet. */
    static PersonConsent unknown(AccountId accountId) {
        return new PersonConsent(
                accountId, null, null, null, null, false, 0, null, null, History.EMPTY, null);
    }

    /** What stays as evidence; the last word on the topic. */
    Change<PersonConsent> erased(Instant now) {
        return Change.of(
                new PersonConsent(
                        accountId,
                        Status.CLOSED,
                        null,
                        null,
                        null,
                        true,
                        choicesVersion,
                        null,
                        null,
                        history.anonymous(accountId),
                        erasedAt == null ? now : erasedAt),
                new Forgotten(EventType.CONSENT_CHANGED, accountId.value()));
    }

    boolean isErased() {
        return erasedAt != null
                && status == Status.CLOSED
                && jurisdiction == null
                && registeredThrough == null
                && signal == null
                && history.equals(history.anonymous(accountId));
    }

    public boolean isRestricted() {
        return Boolean.TRUE.equals(restricted);
    }

    /** The latest choice of each purpose. */
    public Map<Purpose, RecordedChoice> held() {
        return history.held();
    }

    /** As published: purpose wire name to choice. */
    public Map<String, Choice> choices() {
        return wire(held());
    }

    static Map<String, Choice> wire(Map<Purpose, RecordedChoice> held) {
        return held.values().stream()
                .collect(
                        Collectors.toMap(
                                choice -> choice.purpose().wireName(), RecordedChoice::decision));
    }

    /** The purpose of that name, if a person has a choice about it. */
    public static Optional<Purpose> choosable(String wireName) {
        return Purpose.of(wireName).filter(purpose -> purpose.kind() != Purpose.Kind.ESSENTIAL);
    }

    /**
     * Adds the choices, which were made together. One that holds already by the same way adds
     * nothing; if none adds anything, the state is published again so that every service can
     * confirm it.
     */
    Change<PersonConsent> choose(List<NewChoice> choices, Receipts receipts) {
        Instant now = choices.getLast().recordedAt();
        String policy = choices.getLast().shown().policyVersion();
        var held = held();
        var news =
                choices.stream()
                        .filter(choice -> !history.hasEvidence(choice.evidence().id()))
                        .filter(choice -> !choice.isSaidBy(held.get(choice.purpose())))
                        .toList();
        if (choicesVersion > 0 && news.isEmpty()) {
            return published(policy, now);
        }
        History longer = history;
        for (NewChoice choice : news) {
            Instant time =
                    choice.isOverruledBy(held.get(choice.purpose()))
                            ? choice.at()
                            : longer.afterAll(choice.at());
            longer = longer.add(record(choice, time, longer, receipts));
        }
        return with(longer).published(policy, now);
    }

    /** Takes over the account's state, and, once, the choices of its registration form. */
    Change<PersonConsent> accountChanged(
            AccountChanged account,
            List<NewChoice> ticked,
            String policy,
            Instant now,
            Receipts receipts) {
        var known =
                new PersonConsent(
                        accountId,
                        account.status(),
                        account.restrictedSince() == null ? null : Boolean.TRUE,
                        Jurisdiction.of(account.country()),
                        account.registeredThrough(),
                        true,
                        choicesVersion,
                        unconfirmedSince,
                        signal,
                        history,
                        erasedAt);
        if (registrationRecorded) {
            return Change.of(known);
        }
        Instant time = history.beforeAll(account.registeredAt());
        History longer = history;
        for (NewChoice box : ticked) {
            longer = longer.add(record(box, time, longer, receipts));
        }
        return known.with(longer).published(policy, now);
    }

    private RecordedChoice record(
            NewChoice choice, Instant time, History before, Receipts receipts) {
        RecordedChoice unsigned = choice.recordedAs(before.count() + 1, time, choicesVersion + 1);
        return unsigned.with(
                receipts.sign(
                        accountId,
                        unsigned,
                        before.last().map(RecordedChoice::receipt).orElse(null)));
    }

    /**
     * A browser's signal: a denial of what yields to it when it begins, nothing while it stands,
     * and nothing when it ends, because not to object is not to agree.
     */
    Change<PersonConsent> signalled(
            StandingSignal seen, List<NewChoice> denials, Receipts receipts) {
        Optional<StandingSignal> next = StandingSignal.after(signal, seen);
        PersonConsent told = with(next.orElse(null));
        return signal == null && next.isPresent()
                ? told.choose(denials, receipts)
                : Change.of(told);
    }

    /** A version that chooses nothing: what it takes to be enforced is what a choice takes. */
    Change<PersonConsent> probed(String policy, Instant now) {
        return with(history).published(policy, now);
    }

    /** Publishes the version again, because some service has not confirmed it. */
    Change<PersonConsent> reminded(String policy, Instant now) {
        return unconfirmedSince == null ? Change.of(this) : published(policy, now);
    }

    /** Every service has confirmed this version. */
    PersonConsent enforced(long version, Instant time) {
        return new PersonConsent(
                accountId,
                status,
                restricted,
                jurisdiction,
                registeredThrough,
                registrationRecorded,
                choicesVersion,
                version < choicesVersion ? unconfirmedSince : null,
                signal,
                history.enforced(version, time),
                erasedAt);
    }

    PersonConsent filed(List<Long> numbers) {
        return replaced(choicesVersion, unconfirmedSince, signal, history.without(numbers));
    }

    private PersonConsent with(@Nullable StandingSignal standing) {
        return replaced(choicesVersion, unconfirmedSince, standing, history);
    }

    private PersonConsent with(History longer) {
        return replaced(choicesVersion + 1, unconfirmedSince, signal, longer);
    }

    /** The state as it is, so that every service can confirm it. */
    Change<PersonConsent> published(String policy, Instant now) {
        return Change.of(
                replaced(choicesVersion, now, signal, history),
                new ConsentChanged(accountId, choicesVersion, choices(), policy, now));
    }

    private PersonConsent replaced(
            long version,
            @Nullable Instant unconfirmed,
            @Nullable StandingSignal standing,
            History next) {
        return new PersonConsent(
                accountId,
                status,
                restricted,
                jurisdiction,
                registeredThrough,
                registrationRecorded,
                version,
                unconfirmed,
                standing,
                next,
                erasedAt);
    }
}
