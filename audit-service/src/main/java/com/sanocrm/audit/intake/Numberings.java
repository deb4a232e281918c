package com.sanocrm.audit.intake;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The numberings of all producers. */
@Component
final class Numberings {
    private final Documents<Numbering> documents;
    private final Clock clock;

    Numberings(DocumentsFactory factory, Clock clock) {
        this.documents = factory.of("numberings", Numbering.class);
        documents.createIndex(
                Indexes.ascending("incomplete", "_id"),
                new IndexOptions()
                        .name("incomplete")
                        .partialFilterExpression(Filters.eq("incomplete", true)));
        this.clock = clock;
    }

    void add(String producer, Collection<Long> numbers) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Numbering known =
                documents
                        .find(producer)
                        .orElseGet(() -> documents.create(Change.of(Numbering.none(producer))))
                        .state();
        if (!known.with(numbers, now).equals(known)) {
            documents.change(producer, stored -> Change.of(stored.state().with(numbers, now)));
        }
    }

    /** Producers of whom a number is missing, by name. */
    List<Numbering> incomplete(@Nullable String after, int limit) {
        Bson incomplete = Filters.eq("incomplete", true);
        Bson filter =
                after == null ? incomplete : Filters.and(incomplete, Filters.gt("_id", after));
        return documents.list(filter, Sorts.ascending("_id"), limit).stream()
                .map(Stored::state)
                .toList();
    }
}
