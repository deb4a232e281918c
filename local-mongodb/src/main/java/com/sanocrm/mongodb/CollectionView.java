package com.sanocrm.mongodb;

import com.sanocrm.mongodb.Scan.Found;
import de.bwaldvogel.mongo.bson.Document;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection as one command sees it: its documents over one {@link Access}. Where the command
 * writes, a document is given to it after it was locked and was found to match still.
 */
final class CollectionView {
    private final CollectionState collection;
    private final Access access;
    private final Metrics metrics;
    private final long sortBytes;
    private final DocumentWriter writer;
    private Deadline deadline = Deadline.NEVER;
    private boolean several;
    private @Nullable Object hint;

    CollectionView(
            CollectionState collection,
            Access access,
            Catalog catalog,
            Metrics metrics,
            long sortBytes) {
        this.collection = collection;
        this.access = access;
        this.metrics = metrics;
        this.sortBytes = sortBytes;
        this.writer = new DocumentWriter(collection, catalog);
    }

    CollectionView until(Deadline end) {
        deadline = end;
        return this;
    }

    /** The command may change several documents: which, is settled before the first changes. */
    CollectionView several() {
        several = true;
        return this;
    }

    CollectionView hint(@Nullable Object index) {
        hint = index;
        return this;
    }

    /**
     * @param limit 0 for all
     */
    Stream<Document> find(Document filter, Document sort, int skip, int limit) {
        Plan plan = new Planner(collection).plan(filter, sort, hint);
        Predicate<Document> matches = Matcher.of(filter);
        Stream<Found> found =
                Scan.stream(collection, plan, access, metrics, deadline)
                        .filter(one -> matches.test(one.document()));
        if (!plan.sorted()) {
            int needed = limit > 0 && access instanceof Reading ? skip + limit : 0;
            found = new Order(sort, sortBytes).sorted(found, needed);
        }
        Stream<Document> documents =
                access instanceof Writing writing
                        ? locked(found, matches, writing)
                        : found.map(Found::document);
        documents = skip > 0 ? documents.skip(skip) : documents;
        return limit > 0 ? documents.limit(limit) : documents;
    }

    Stream<Document> sorted(Stream<Document> documents, Document sort) {
        byte[] nowhere = {};
        return new Order(sort, sortBytes)
                .sorted(documents.map(one -> new Found(nowhere, one, Bson.size(one))), 0)
                .map(Found::document);
    }

    private Stream<Document> locked(
            Stream<Found> found, Predicate<Document> matches, Writing writing) {
        Stream<byte[]> keys = found.map(Found::key);
        if (several) {
            keys = keys.toList().stream();
        }
        return keys.mapMulti(
                (key, next) -> {
                    byte[] stored = writing.lock(key);
                    Document current = stored == null ? null : Bson.decode(stored);
                    if (current != null && matches.test(current)) {
                        next.accept(current);
                    } else {
                        writing.unlock(key);
                    }
                });
    }

    void add(Document document) {
        writer.add(document, (Writing) access);
    }

    void remove(Document document) {
        writer.remove(document, (Writing) access);
    }

    void replace(Document before, Document after) {
        byte[] key = collection.documentKey(KeyEncoder.encode(before.get("_id")));
        writer.replace(key, before, after, (Writing) access);
    }

    long count() {
        Entries documents = access.entries(Interval.all(collection.number()), false);
        long count = 0;
        while (documents.next()) {
            deadline.check();
            count++;
        }
        return count;
    }
}
