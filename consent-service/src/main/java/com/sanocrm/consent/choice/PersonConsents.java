package com.sanocrm.consent.choice;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every person's choices: a document each, and the older choices of those who choose often beside
 * it. Always asked for by account.
 */
@Component
public class PersonConsents implements PersonalData {
    private static final String UNCONFIRMED = "unconfirmedSince";

    private final Documents<PersonConsent> documents;
    private final FiledChoices filed;
    private final Clock clock;

    PersonConsents(DocumentsFactory factory, FiledChoices filed, Clock clock) {
        this.documents = factory.of("consents", PersonConsent.class);
        this.filed = filed;
        this.clock = clock;
        /* unconfirmed */
        documents.createIndex(Indexes.ascending(UNCONFIRMED), new IndexOptions().sparse(true));
    }

    public Optional<PersonConsent> find(AccountId accountId) {
        return documents.find(accountId.value()).map(Stored::state);
    }

    /** Those of them that are known, in one read. */
    public Map<AccountId, PersonConsent> find(Set<AccountId> accountIds) {
        List<String> ids = accountIds.stream().map(AccountId::value).toList();
        return documents.list(Filters.in("_id", ids), Sorts.ascending("_id"), ids.size()).stream()
                .map(Stored::state)
                .collect(Collectors.toMap(PersonConsent::accountId, Function.identity()));
    }

    /**
     * Makes a document for somebody who chooses before identity-service told us of the account, or
     * without one.
     */
    public void ensure(AccountId accountId) {
        if (find(accountId).isEmpty()) {
            documents.create(Change.of(PersonConsent.unknown(accountId)));
        }
    }

    /**
     * One write: the choice, its publication and what else happened.
     *
     * @throws com.sanocrm.platform.problem.ProblemException 404 if there is no document
     */
    PersonConsent change(
            AccountId accountId,
            Function<PersonConsent, Change<PersonConsent>> decision,
            Event... audit) {
        PersonConsent next =
                documents
                        .change(
                                accountId.value(),
                                person -> {
                                    Change<PersonConsent> change = decision.apply(person.state());
                                    var events = new ArrayList<Event>(change.events());
                                    events.addAll(List.of(audit));
                                    return new Change<>(change.state(), events);
                                })
                        .state();
        file(next);
        return next;
    }

    PersonConsent note(AccountId accountId, UnaryOperator<PersonConsent> decision) {
        return change(accountId, person -> Change.of(decision.apply(person)));
    }

    /** Files first and takes out then: a crash between leaves a choice in both, never in none. */
    private void file(PersonConsent person) {
        List<RecordedChoice> superfluous = person.history().superfluous();
        if (superfluous.isEmpty()) {
            return;
        }
        superfluous.forEach(choice -> filed.file(person.accountId(), choice));
        List<Long> numbers = superfluous.stream().map(RecordedChoice::number).toList();
        documents.change(person.accountId().value(), now -> Change.of(now.state().filed(numbers)));
    }

    boolean apply(
            AccountId accountId,
            EventMetadata metadata,
            Function<PersonConsent, Change<PersonConsent>> effect) {
        return documents.apply(
                accountId.value(),
                Topic.ACCOUNTS.wireName(),
                metadata.sequence(),
                person -> effect.apply(person.orElse(PersonConsent.unknown(accountId))));
    }

    /** Some whose newest version was published before then and is not confirmed by all. */
    List<AccountId> unconfirmed(Instant before, int limit) {
        return documents
                .list(
                        Filters.lt(UNCONFIRMED, Date.from(before)),
                        Sorts.ascending(UNCONFIRMED),
                        limit)
                .stream()
                .map(person -> person.state().accountId())
                .toList();
    }

    /** The latest choice of each purpose at that time. */
    Map<Purpose, RecordedChoice> heldAt(PersonConsent person, Instant time) {
        History history = person.history();
        Stream<RecordedChoice> kept =
                history.kept().stream().filter(choice -> !choice.at().isAfter(time));
        return History.latest(
                history.hasFiled()
                        ? Stream.concat(kept, filed.heldAt(person.accountId(), time))
                        : kept);
    }

    /**
     * What held at that time: purpose wire name to choice.
     *
     * @param time now when null, which is whatever holds, even if the clock was set back since
     */
    public Map<String, Choice> choicesAt(PersonConsent person, @Nullable Instant time) {
        return time == null ? person.choices() : PersonConsent.wire(heldAt(person, time));
    }

    /** Those of lower numbers, the highest first. */
    List<RecordedChoice> before(PersonConsent person, long number, int limit) {
        Stream<RecordedChoice> kept =
                person.history().kept().stream().filter(choice -> choice.number() < number);
        Stream<RecordedChoice> older =
                person.history().hasFiled()
                        ? filed.before(person.accountId(), number, limit).stream()
                        : Stream.empty();
        /* What is in both, because a crash came between, is shown once: as kept, which is newer. */
        return Stream.concat(kept, older)
                .collect(
                        Collectors.toMap(
                                RecordedChoice::number, choice -> choice, (first, _) -> first))
                .values()
                .stream()
                .sorted(Comparator.comparingLong(RecordedChoice::number).reversed())
                .limit(limit)
                .toList();
    }

    Optional<RecordedChoice> byEvidence(PersonConsent person, String id) {
        Optional<RecordedChoice> kept =
                person.history().kept().stream()
                        .filter(choice -> choice.evidence().id().equals(id))
                        .findFirst();
        return kept.isPresent() || !person.history().hasFiled()
                ? kept
                : filed.byEvidence(person.accountId(), id).findFirst();
    }

    /**
     * Leaves the evidence of what was chosen, without what leads to the person or to whom the
     * person spoke; the topic forgets the person.
     */
    @Override
    public long erase(AccountId person) {
        long emptied = filed.anonymise(person);
        Optional<PersonConsent> known = find(person);
        if (known.isEmpty() || known.get().isErased()) {
            return emptied;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        documents.change(person.value(), stored -> stored.state().erased(now));
        return emptied + 1;
    }
}
