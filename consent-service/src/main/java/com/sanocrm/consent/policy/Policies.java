package com.sanocrm.consent.policy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.Documents.DuplicateDocumentException;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every published version of the policy. */
@Component
public class Policies {
    private static final Bson NEWEST_FIRST = Sorts.descending("publishedAt");

    private final Documents<Policy> documents;
    /* Of the versions that this instance has seen. A version never changes. */
    private volatile @Nullable Policy newest;

    Policies(DocumentsFactory factory) {
        this.documents = factory.of("policies", Policy.class);
        // The version in force is the newest.
        documents.createIndex(Indexes.descending("publishedAt"), new IndexOptions());
        // Two versions do not follow the same one: of two published at once, one is refused.
        documents.createIndex(
                Indexes.ascending("follows"), new IndexOptions().unique(true).sparse(true));
    }

    /**
     * The store is asked each time for a newer one, and seldom has one to send. The shipped version
     * is published before anything can ask.
     */
    public Policy inForce() {
        return findInForce().orElseThrow(() -> new IllegalStateException("no policy is published"));
    }

    Optional<Policy> findInForce() {
        Policy known = newest;
        Optional<Policy> newer =
                newest(
                        known == null
                                ? Filters.empty()
                                : Filters.gt("publishedAt", Date.from(known.publishedAt())));
        newer.ifPresent(policy -> newest = policy);
        return newer.or(() -> Optional.ofNullable(known));
    }

    /** What was in force then; empty before the first. */
    public Optional<Policy> inForceAt(Instant time) {
        return newest(Filters.lte("publishedAt", Date.from(time)));
    }

    Optional<Policy> find(String version) {
        return documents.find(version).map(Stored::state);
    }

    /** The newest version with a material change that was published after the time. */
    Optional<Policy> newestMaterialSince(Instant time) {
        return newest(
                Filters.and(
                        Filters.gt("publishedAt", Date.from(time)), Filters.eq("material", true)));
    }

    /** Whether a version with a material change came after the one and not after the other. */
    boolean hasMaterialBetween(Policy from, Policy to) {
        return newest(
                        Filters.and(
                                Filters.gt("publishedAt", Date.from(from.publishedAt())),
                                Filters.lte("publishedAt", Date.from(to.publishedAt())),
                                Filters.eq("material", true)))
                .isPresent();
    }

    /** At most {@code limit}, newest first, published before the time. */
    List<Policy> before(Instant time, int limit) {
        return documents
                .list(Filters.lt("publishedAt", Date.from(time)), NEWEST_FIRST, limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /**
     * Publishes it once, and answers what is published under that version.
     *
     * @throws ProblemException 409 when another version was published in between
     */
    Policy publish(Policy policy, Event... alongside) {
        var events = Stream.concat(Stream.of(policy.published()), Stream.of(alongside)).toList();
        try {
            return documents.create(new Change<>(policy, events)).state();
        } catch (DuplicateDocumentException quicker) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "Another version was published in the meantime.");
        }
    }

    private Optional<Policy> newest(Bson filter) {
        return documents.list(filter, NEWEST_FIRST, 1).stream().map(Stored::state).findFirst();
    }
}
