package com.sanocrm.messaging.people;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people of the platform. */
@Component
public class People implements PersonalData {
    private final Documents<Person> documents;

    People(DocumentsFactory factory) {
        documents = factory.of("people", Person.class);
        documents.createIndex(
                Indexes.ascending("roles", "_id"), new IndexOptions().name("patientsAfter"));
    }

    void accountChanged(AccountChanged event, EventMetadata metadata) {
        documents.apply(
                event.accountId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(Person.from(event)));
    }

    void subscriptionChanged(NewsletterSubscriptionChanged event, EventMetadata metadata) {
        documents.apply(
                event.subscriberId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(Person.from(event)));
    }

    public Optional<Person> find(AccountId id) {
        return documents.find(id.value()).map(Stored::state);
    }

    /** Those of them whose account is kept from everybody: quarantined or closed. */
    public Set<AccountId> barredAmong(Collection<AccountId> ids) {
        return documents
                .list(
                        Filters.and(
                                Filters.in("_id", ids.stream().map(AccountId::value).toList()),
                                Filters.in(
                                        "status", Status.QUARANTINED.name(), Status.CLOSED.name())),
                        Sorts.ascending("_id"),
                        ids.size())
                .stream()
                .map(person -> person.state().id())
                .collect(Collectors.toSet());
    }

    /** Since when the data of those of them may only be stored who had that restricted. */
    public Map<AccountId, Instant> restrictedAmong(Collection<AccountId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var since = new HashMap<AccountId, Instant>();
        documents
                .list(
                        Filters.and(
                                Filters.in("_id", ids.stream().map(AccountId::value).toList()),
                                Filters.exists("restrictedSince")),
                        Sorts.ascending("_id"),
                        ids.size())
                .forEach(
                        found -> {
                            Instant at = found.state().restrictedSince();
                            if (at != null) {
                                since.put(found.state().id(), at);
                            }
                        });
        return since;
    }

    /** A page of everybody by id, from after that one. */
    public List<Person> after(@Nullable AccountId last, int limit) {
        return documents
                .list(
                        last == null ? Filters.empty() : Filters.gt("_id", last.value()),
                        Sorts.ascending("_id"),
                        limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /** A page of the patients by id, from after that one. */
    public List<AccountId> patientsAfter(@Nullable AccountId last, int limit) {
        var patients = Filters.eq("roles", Role.PATIENT.name());
        return documents
                .list(
                        last == null
                                ? patients
                                : Filters.and(patients, Filters.gt("_id", last.value())),
                        Sorts.ascending("_id"),
                        limit)
                .stream()
                .map(person -> person.state().id())
                .toList();
    }

    /** Leaves the mark that the account is closed, so that no late event brings it back. */
    @Override
    public long erase(AccountId person) {
        Person closed = Person.closed(person);
        if (find(person).filter(known -> !known.equals(closed)).isEmpty()) {
            return 0;
        }
        documents.change(person.value(), _ -> Change.of(closed));
        return 1;
    }
}
