package com.sanocrm.platform.outbox;

import static com.sanocrm.platform.outbox.DocumentForm.ID;
import static com.sanocrm.platform.outbox.DocumentForm.OUTBOX;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.sanocrm.platform.audit.RecordedPeople;
import com.sanocrm.platform.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one kind of aggregate, and the only way to write them. A write is one atomic
 * operation on one document that checks the version it started from and carries the events it leads
 * to; the relay publishes them from there.
 *
 * @param <T> a record whose id component has {@code @BsonId}; ids and enumerated values are stored
 *     as strings
 */
public final class Documents<T extends Record> {
    /* A writer that loses this often is not in a race but in a loop. */
    private static final int MAX_ATTEMPTS = 50;
    private static final int AT_ONCE = 5;
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final int DOUBLINGS = 5;
    private static final int REMOVED_AT_ONCE = 500;

    private final MongoCollection<BsonDocument> collection;
    private final DocumentForm<T> form;
    private final OutboxEntries entries;
    private final OutboxRelay relay;
    private final EffectBatches<T> batches;

    Documents(
            MongoCollection<BsonDocument> collection,
            Class<T> type,
            OutboxEntries entries,
            OutboxRelay relay) {
        this.collection = collection;
        this.form = new DocumentForm<>(type, collection.getCodecRegistry());
        this.entries = entries;
        this.relay = relay;
        this.batches = new EffectBatches<>(collection, form, entries, relay);
        relay.sweep(collection);
    }

    /** Creates an index; say beside the call which query needs it. */
    public void createIndex(Bson keys, com.mongodb.client.model.IndexOptions options) {
        collection.createIndex(keys, options);
    }

    public Optional<Stored<T>> find(String id) {
        return first(Filters.eq(ID, id));
    }

    /** The only document that fits, or the first of several. */
    public Optional<Stored<T>> first(Bson filter) {
        return Optional.ofNullable(collection.find(filter).projection(withoutOutbox()).first())
                .map(form::decode);
    }

    /** At most {@code limit} documents in that order. */
    public List<Stored<T>> list(Bson filter, Bson sort, int limit) {
        return collection
                .find(filter)
                .projection(withoutOutbox())
                .sort(sort)
                .limit(limit)
                .map(form::decode)
                .into(new ArrayList<>());
    }

    /** Every document that fits, without holding them all. */
    public void each(Bson filter, Consumer<T> each) {
        collection
                .find(filter)
                .projection(withoutOutbox())
                .forEach(document -> each.accept(form.decode(document).state()));
    }

    public long count(Bson filter) {
        return collection.countDocuments(filter);
    }

    /**
     * Creates the document, or, if one of that id or unique value is there, answers it unchanged: a
     * repeat of a request creates nothing.
     */
    public Stored<T> create(Change<T> change) {
        List<OutboxEntry> outgoing = entries.of(change.events(), 0, null);
        BsonDocument document = form.first(change.state(), outgoing, List.of());
        return insert(document, change, outgoing)
                ? new Stored<>(change.state(), 1, outgoing.size())
                : find(DocumentForm.id(document))
                        .orElseThrow(() -> new DuplicateDocumentException());
    }

    /**
     * Creates the document unless one of that id is there.
     *
     * @return whether it was created by this call, and its events with it
     */
    public boolean createUnlessThere(Change<T> change) {
        List<OutboxEntry> outgoing = entries.of(change.events(), 0, null);
        return insert(form.first(change.state(), outgoing, List.of()), change, outgoing);
    }

    /** Another document has a value that must be unique. */
    public static final class DuplicateDocumentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DuplicateDocumentException() {
            super("a value that must be unique is taken", null, false, false);
        }
    }

    /**
     * Changes the document by the decision, which is asked again when another writer was quicker. A
     * decision that changes nothing and leads to no events writes nothing.
     *
     * @throws ProblemException 404 if there is none
     */
    public Stored<T> change(String id, Function<Stored<T>, Change<T>> decision) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Stored<T> current = find(id).orElseThrow(ProblemException::notFound);
            Change<T> change = decision.apply(current);
            if (change.events().isEmpty() && change.state().equals(current.state())) {
                return current;
            }
            List<OutboxEntry> outgoing = entries.of(change.events(), current.lastSequence(), null);
            Optional<Stored<T>> next = replace(id, current, change, outgoing, List.of());
            if (next.isPresent()) {
                return next.get();
            }
            letOthersPass(attempt);
        }
        throw new IllegalStateException("no end to concurrent changes");
    }

    /**
     * Lets an event have its effect on a document once: the document remembers the last sequence
     * that it applied of the source, in the same write as the effect.
     *
     * @param source what numbers the events: the aggregate's id, or the topic where aggregate and
     *     document are one
     * @return false if the event was applied before
     */
    public boolean apply(
            String id, String source, long sequence, Function<Optional<T>, Change<T>> effect) {
        return apply(new Effect<>(id, source, sequence, null, effect));
    }

    private boolean apply(Effect<T> effect) {
        var position = new Position(effect.source(), effect.sequence());
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            BsonDocument document =
                    collection
                            .find(Filters.eq(ID, effect.id()))
                            .projection(withoutOutbox())
                            .first();
            if (document == null) {
                Change<T> first = effect.change().apply(Optional.empty());
                List<OutboxEntry> outgoing = entries.of(first.events(), 0, effect.traceparent());
                if (insert(
                        form.first(first.state(), outgoing, List.of(position)), first, outgoing)) {
                    return true;
                }
                continue;
            }
            if (position.isAppliedIn(document)) {
                return false;
            }
            Stored<T> current = form.decode(document);
            Change<T> change = effect.change().apply(Optional.of(current.state()));
            List<OutboxEntry> outgoing =
                    entries.of(change.events(), current.lastSequence(), effect.traceparent());
            if (replace(effect.id(), current, change, outgoing, List.of(position)).isPresent()) {
                return true;
            }
            letOthersPass(attempt);
        }
        throw new IllegalStateException("no end to concurrent changes");
    }

    /**
     * Lets all these events have their effects, each once and those on one document in their order,
     * in one read and one write of the store. What another writer changed meanwhile is applied one
     * by one. When the store fails, some may be applied and others not: a repeat of the whole adds
     * what is missing.
     *
     * @throws RuntimeException what an effect threw; none is applied then
     */
    public void applyAll(List<Effect<T>> effects) {
        batches.apply(effects).forEach(this::apply);
    }

    /**
     * Removes all that fit, with what their events are numbered by: only where nothing of that key
     * will be published again.
     *
     * @return how many there were
     * @throws UnpublishedException if one still carries what is not published; none is removed then
     */
    public long remove(Bson filter) {
        if (collection.find(Filters.and(filter, Filters.exists(OUTBOX + ".0"))).first() != null) {
            throw new UnpublishedException();
        }
        long removed = 0;
        List<String> ids;
        do {
            ids =
                    collection
                            .find(filter)
                            .projection(Projections.include(ID))
                            .limit(REMOVED_AT_ONCE)
                            .map(document -> document.getString(ID).getValue())
                            .into(new ArrayList<>());
            if (!ids.isEmpty()) {
                removed += collection.deleteMany(Filters.in(ID, ids)).getDeletedCount();
            }
        } while (ids.size() == REMOVED_AT_ONCE);
        return removed;
    }

    /** What is to be removed carries events that are to be published first; it soon will not. */
    public static final class UnpublishedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnpublishedException() {
            super("events wait to be published", null, false, false);
        }
    }

    /** Who has lost several times steps back for a random while, longer each time. */
    private static void letOthersPass(int attempt) {
        if (attempt >= AT_ONCE) {
            long most = PAUSE.toNanos() << Math.min(attempt - AT_ONCE, DOUBLINGS);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
        }
    }

    private boolean insert(BsonDocument document, Change<T> change, List<OutboxEntry> outgoing) {
        try {
            collection.insertOne(document);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
        RecordedPeople.note(change.events());
        relay.handOver(collection, DocumentForm.id(document), 1, outgoing);
        return true;
    }

    private Optional<Stored<T>> replace(
            String id,
            Stored<T> current,
            Change<T> change,
            List<OutboxEntry> outgoing,
            List<Position> positions) {
        BsonDocument written =
                write(
                        id,
                        current.version(),
                        form.next(current, change.state(), outgoing, positions));
        if (written == null) {
            return Optional.empty();
        }
        RecordedPeople.note(change.events());
        long version = current.version() + 1;
        relay.handOver(collection, id, version, OutboxEntries.in(written));
        return Optional.of(
                new Stored<>(change.state(), version, current.lastSequence() + outgoing.size()));
    }

    private @Nullable BsonDocument write(String id, long version, BsonDocument update) {
        try {
            return collection.findOneAndUpdate(
                    DocumentForm.unchanged(id, version),
                    update,
                    new FindOneAndUpdateOptions()
                            .returnDocument(ReturnDocument.AFTER)
                            .projection(Projections.include(OUTBOX)));
        } catch (MongoCommandException failure) {
            if (ErrorCategory.fromErrorCode(failure.getErrorCode())
                    == ErrorCategory.DUPLICATE_KEY) {
                throw new DuplicateDocumentException();
            }
            throw failure;
        }
    }

    private static Bson withoutOutbox() {
        return Projections.exclude(OUTBOX);
    }
}
