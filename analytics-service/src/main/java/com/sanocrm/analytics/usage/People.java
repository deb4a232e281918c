package com.sanocrm.analytics.usage;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Effect;
import com.sanocrm.platform.outbox.Stored;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Everybody whose usage may be counted, a document each. */
@Component
class People implements PersonalData {
    private final Documents<Person> documents;

    People(DocumentsFactory factory) {
        this.documents = factory.of("people", Person.class);
        // Only those for whom usage waits.
        documents.createIndex(
                Indexes.ascending("waiting.sourceId"),
                new IndexOptions().name("waiting").sparse(true));
    }

    Optional<Person> find(AccountId accountId) {
        return documents.find(accountId.value()).map(Stored::state);
    }

    void apply(
            AccountId accountId, EventMetadata metadata, Function<Person, Change<Person>> effect) {
        documents.apply(
                accountId.value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                person -> effect.apply(person.orElse(Person.unknown(accountId))));
    }

    Effect<Person> effect(
            AccountId accountId, EventMetadata metadata, Function<Person, Change<Person>> effect) {
        return metadata.effect(
                accountId.value(),
                person -> effect.apply(person.orElse(Person.unknown(accountId))));
    }

    void applyAll(List<Effect<Person>> effects) {
        documents.applyAll(effects);
    }

    /** Changes the document, which is made if there is none. */
    void change(AccountId accountId, Function<Person, Change<Person>> decision) {
        if (find(accountId).isEmpty()) {
            documents.create(Change.of(Person.unknown(accountId)));
        }
        documents.change(accountId.value(), person -> decision.apply(person.state()));
    }

    /** People for whom usage waits. */
    List<Person> waiting(int limit) {
        return documents
                .list(Filters.exists("waiting.sourceId"), Sorts.ascending("_id"), limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /** With the usage that waits for release: what was released identifies nobody. */
    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("_id", person.value()));
    }
}
