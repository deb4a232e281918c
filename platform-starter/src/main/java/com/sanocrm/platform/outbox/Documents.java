package com.sanocrm.platform.outbox;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.platform.problem.ProblemException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.pojo.annotations.BsonId;
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
    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String SEQUENCE = "lastSequence";
    static final String OUTBOX = "outbox";
    private static final String APPLIED = "applied";
    private static final List<String> RESERVED = List.of(VERSION, SEQUENCE, OUTBOX, APPLIED);
    /* A writer that loses this often is not in a race but in a loop. */
    private static final int MAX_ATTEMPTS = 50;
    private static final int REMOVED_AT_ONCE = 500;

    private final MongoCollection<BsonDocument> collection;
    private final Codec<T> codec;
    private final List<String> fields;
    private final OutboxEntries entries;
    private final OutboxRelay relay;

    Documents(
            MongoCollection<BsonDocument> collection,
            Class<T> type,
            OutboxEntries entries,
            OutboxRelay relay) {
        if (!Modifier.isPublic(type.getModifiers())) {
            throw new IllegalArgumentException(
                    "a stored record is public, or the driver cannot read it: " + type.getName());
        }
        this.collection = collection;
        this.codec = collection.getCodecRegistry().get(type);
        this.fields =
                Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        /* The annotation is for fields: a record component does not show it. */
                        .filter(field -> !field.isAnnotationPresent(BsonId.class))
                        .map(Field::getName)
                        .toList();
        if (!Collections.disjoint(fields, RESERVED)) {
            throw new IllegalArgumentException("these fields are the document's own: " + RESERVED);
        }
        this.entries = entries;
        this.relay = relay;
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
                .map(this::decode);
    }

    /** At most {@code limit} documents in that order. */
    public List<Stored<T>> list(Bson filter, Bson sort, int limit) {
        return collection
                .find(filter)
                .projection(withoutOutbox())
                .sort(sort)
                .limit(limit)
                .map(this::decode)
                .into(new ArrayList<>());
    }

    public long count(Bson filter) {
        return collection.countDocuments(filter);
    }

    /**
     * Creates the document, or, if one of that id or unique value is there, answers it unchanged: a
     * repeat of a request creates nothing.
     */
    public Stored<T> create(Change<T> change) {
        BsonDocument document = encode(change.state());
        String id = document.getString(ID).getValue();
        return insert(document, change.events(), null)
                ? new Stored<>(change.state(), 1, change.events().size())
                : find(id).orElseThrow(() -> new DuplicateDocumentException());
    }

    /**
     * Creates the document unless one of that id is there.
     *
     * @return whether it was created by this call, and its events with it
     */
    public boolean createUnlessThere(Change<T> change) {
        return insert(encode(change.state()), change.events(), null);
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
            Optional<Stored<T>> next = replace(id, current, change, null);
            if (next.isPresent()) {
                return next.get();
            }
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
        var position = new Position(source.replace('.', '_'), sequence);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            BsonDocument document =
                    collection.find(Filters.eq(ID, id)).projection(withoutOutbox()).first();
            if (document == null) {
                Change<T> first = effect.apply(Optional.empty());
                if (insert(encode(first.state()), first.events(), position)) {
                    return true;
                }
                continue;
            }
            if (position.isAppliedIn(document)) {
                return false;
            }
            Stored<T> current = decode(document);
            Change<T> change = effect.apply(Optional.of(current.state()));
            if (replace(id, current, change, position).isPresent()) {
                return true;
            }
        }
        throw new IllegalStateException("no end to concurrent changes");
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

    private record Position(String source, long sequence) {
        boolean isAppliedIn(BsonDocument document) {
            BsonValue last = document.getDocument(APPLIED, new BsonDocument()).get(source);
            return last != null && last.asInt64().getValue() >= sequence;
        }
    }

    private boolean insert(
            BsonDocument document, List<? extends Event> events, @Nullable Position position) {
        List<OutboxEntry> outgoing = entries.of(events, 0);
        document.append(VERSION, new BsonInt64(1));
        document.append(SEQUENCE, new BsonInt64(events.size()));
        document.append(OUTBOX, array(outgoing));
        if (position != null) {
            document.append(
                    APPLIED,
                    new BsonDocument(position.source(), new BsonInt64(position.sequence())));
        }
        try {
            collection.insertOne(document);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
        relay.handOver(collection, document.getString(ID).getValue(), 1, outgoing);
        return true;
    }

    private Optional<Stored<T>> replace(
            String id, Stored<T> current, Change<T> change, @Nullable Position position) {
        List<OutboxEntry> outgoing = entries.of(change.events(), current.lastSequence());
        long version = current.version() + 1;
        long sequence = current.lastSequence() + outgoing.size();
        BsonDocument state = encode(change.state());
        state.remove(ID);
        var absent = new BsonDocument();
        fields.stream()
                .filter(field -> !state.containsKey(field))
                .forEach(field -> absent.append(field, new BsonString("")));
        state.append(VERSION, new BsonInt64(version)).append(SEQUENCE, new BsonInt64(sequence));
        if (position != null) {
            state.append(APPLIED + "." + position.source(), new BsonInt64(position.sequence()));
        }
        var update = new BsonDocument("$set", state);
        if (!absent.isEmpty()) {
            update.append("$unset", absent);
        }
        if (!outgoing.isEmpty()) {
            update.append(
                    "$push", new BsonDocument(OUTBOX, new BsonDocument("$each", array(outgoing))));
        }
        BsonDocument written = write(id, current.version(), update);
        if (written == null) {
            return Optional.empty();
        }
        relay.handOver(collection, id, version, OutboxEntries.in(written));
        return Optional.of(new Stored<>(change.state(), version, sequence));
    }

    private @Nullable BsonDocument write(String id, long version, BsonDocument update) {
        try {
            return collection.findOneAndUpdate(
                    Filters.and(Filters.eq(ID, id), Filters.eq(VERSION, version)),
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

    private static BsonArray array(List<OutboxEntry> outgoing) {
        return new BsonArray(outgoing.stream().map(OutboxEntry::toBson).toList());
    }

    private BsonDocument encode(T state) {
        var document = new BsonDocument();
        codec.encode(new BsonDocumentWriter(document), state, EncoderContext.builder().build());
        return document;
    }

    private Stored<T> decode(BsonDocument document) {
        long version = document.getInt64(VERSION).getValue();
        long sequence = document.getInt64(SEQUENCE).getValue();
        T state = codec.decode(new BsonDocumentReader(document), DecoderContext.builder().build());
        return new Stored<>(state, version, sequence);
    }
}
