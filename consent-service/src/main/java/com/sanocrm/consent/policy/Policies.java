package com.sanocrm.consent.policy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Every published version of the policy. There are few, so they are asked for anew each time. */
@Component
public class Policies {
    private static final Bson NEWEST_FIRST = Sorts.descending("publishedAt");

    private final Documents<Policy> documents;

    Policies(DocumentsFactory factory) {
        this.documents = factory.of("policies", Policy.class);
        // The version in force is the newest.
        documents.createIndex(Indexes.descending("publishedAt"), new IndexOptions());
    }

    /** The shipped version is published before anything can ask. */
    public Policy inForce() {
        return newest(Filters.empty())
                .orElseThrow(() -> new IllegalStateException("no policy is published"));
    }

    /** What was in force then; empty before the first. */
    public Optional<Policy> inForceAt(Instant time) {
        return newest(Filters.lte("publishedAt", Date.from(time)));
    }

    /** At most {@code limit}, newest first, published before the time. */
    List<Policy> before(Instant time, int limit) {
        return documents
                .list(Filters.lt("publishedAt", Date.from(time)), NEWEST_FIRST, limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /** Publishes it once, and answers what is published under that version. */
    Policy publish(Policy policy, Event... alongside) {
        var events = Stream.concat(Stream.of(policy.published()), Stream.of(alongside)).toList();
        return documents.create(new Change<>(policy, events)).state();
    }

    private Optional<Policy> newest(Bson filter) {
        return documents.list(filter, NEWEST_FIRST, 1).stream().map(Stored::state).findFirst();
    }
}
