package com.sanocrm.mongodb;

import com.sanocrm.mongodb.Plan.Part;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Walks through the documents that a plan leads to, each once, reading no further than asked. */
final class Scan implements Iterator<Scan.Found> {
    /**
     * A document where it was found.
     *
     * @param key of the document in the store
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Found(byte[] key, Document document, int bytes) {}

    private final CollectionState collection;
    private final Plan plan;
    private final Access access;
    private final Metrics metrics;
    private final Deadline deadline;
    private final Set<Key> seen = new HashSet<>();
    private final Iterator<Part> parts;
    private @Nullable Part part;
    private Iterator<Interval> intervals = java.util.Collections.emptyIterator();
    private @Nullable Entries entries;
    private @Nullable Found next;

    private Scan(
            CollectionState collection,
            Plan plan,
            Access access,
            Metrics metrics,
            Deadline deadline) {
        this.collection = collection;
        this.plan = plan;
        this.access = access;
        this.metrics = metrics;
        this.deadline = deadline;
        this.parts = plan.parts().iterator();
    }

    static Stream<Found> stream(
            CollectionState collection,
            Plan plan,
            Access access,
            Metrics metrics,
            Deadline deadline) {
        if (plan.readsWholeCollection(collection)) {
            metrics.collectionScanned();
        }
        Scan scan = new Scan(collection, plan, access, metrics, deadline);
        int kind = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(scan, kind), false);
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            if (entries == null || part == null) {
                if (!begin()) {
                    return false;
                }
            } else if (entries.next()) {
                deadline.check();
                next = found(part, entries);
            } else {
                entries.close();
                entries = null;
            }
        }
        return true;
    }

    /** Turns to the next interval, of the next part if need be. */
    private boolean begin() {
        while (!intervals.hasNext()) {
            if (!parts.hasNext()) {
                return false;
            }
            part = parts.next();
            intervals = part.intervals().iterator();
        }
        Interval interval = intervals.next();
        if (part != null && part.index() == null && interval.isOneValue()) {
            next = document(interval.from());
        } else {
            entries = access.entries(interval, part != null && part.reverse());
        }
        return true;
    }

    private @Nullable Found document(byte[] key) {
        byte[] stored = isNew(key) ? access.get(key) : null;
        return stored == null ? null : found(key, stored);
    }

    @Override
    public Found next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Found found = next;
        next = null;
        return found;
    }

    private @Nullable Found found(Part from, Entries at) {
        if (from.index() == null) {
            byte[] key = at.key();
            return isNew(key) ? found(key, at.value()) : null;
        }
        metrics.keyScanned();
        byte[] key = collection.documentKey(at.value());
        if (!isNew(key)) {
            return null;
        }
        byte[] stored = access.get(key);
        if (stored == null && access instanceof Writing) {
            return null; // removed by another command since
        }
        if (stored == null) {
            throw Refusals.dataCorruption(
                    new IllegalStateException(
                            "index "
                                    + from.index().name()
                                    + " names a document that is not there"));
        }
        return found(key, stored);
    }

    private boolean isNew(byte[] key) {
        return plan.distinct() || seen.add(new Key(key));
    }

    private Found found(byte[] key, byte[] stored) {
        metrics.documentScanned();
        return new Found(key, Bson.decode(stored), stored.length);
    }
}
