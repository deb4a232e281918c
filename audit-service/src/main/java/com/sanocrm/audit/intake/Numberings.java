package com.sanocrm.audit.intake;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.audit.log.Leaf;
import com.sanocrm.platform.audit.KeyReleases;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /** Nothing yet of a producer that is not known. */
    Numbering of(String producer) {
        return documents
                .find(producer)
                .map(Stored::state)
                .orElseGet(() -> Numbering.none(producer));
    }

    /**
     * Counts a producer's records.
     *
     * @param known what is known of it
     */
    void add(Numbering known, List<Leaf> logged, List<RefusedRecord> refused) {
        if (logged.isEmpty() && refused.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (known.isEmpty()) {
            documents.createUnlessThere(Change.of(Numbering.none(known.producer())));
        }
        List<Long> numbers = logged.stream().map(Leaf::sequence).toList();
        documents.change(
                known.producer(),
                stored ->
                        Change.of(
                                stored.state()
                                        .with(numbers, now)
                                        .withRefused(
                                                refused.stream().map(one -> one.at(now)).toList())
                                        .withUnexplained(unexplained(logged))));
    }

    private static List<String> unexplained(List<Leaf> logged) {
        return logged.stream()
                .map(Leaf::record)
                .filter(record -> record.action().equals(KeyReleases.ACTION))
                .map(record -> record.eventId().value())
                .toList();
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
