package com.sanocrm.platform.outbox;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;

/** Applies many effects in one read and one write of the store. */
final class EffectBatches<T extends Record> {
    private final MongoCollection<BsonDocument> collection;
    private final DocumentForm<T> form;
    private final OutboxEntries entries;
    private final OutboxRelay relay;

    EffectBatches(
            MongoCollection<BsonDocument> collection,
            DocumentForm<T> form,
            OutboxEntries entries,
            OutboxRelay relay) {
        this.collection = collection;
        this.form = form;
        this.entries = entries;
        this.relay = relay;
    }

    /**
     * @return effects on documents that another writer changed meanwhile, in their order: of each
     *     of these documents all or none are applied
     */
    List<Effect<T>> apply(List<Effect<T>> effects) {
        var byDocument = new LinkedHashMap<String, List<Effect<T>>>();
        effects.forEach(
                effect ->
                        byDocument
                                .computeIfAbsent(effect.id(), id -> new ArrayList<>())
                                .add(effect));
        Map<String, BsonDocument> known = read(byDocument.keySet());
        List<Fold<T>> folds = new ArrayList<>(byDocument.size());
        byDocument.forEach(
                (id, ofOne) -> Fold.of(ofOne, known.get(id), form, entries).ifPresent(folds::add));
        Set<String> lost = folds.isEmpty() ? Set.of() : write(folds);
        return effects.stream().filter(effect -> lost.contains(effect.id())).toList();
    }

    private Map<String, BsonDocument> read(Collection<String> ids) {
        var found = new HashMap<String, BsonDocument>();
        if (!ids.isEmpty()) {
            /* One more than there can be: all of them come in the first answer. */
            collection
                    .find(Filters.in(DocumentForm.ID, ids))
                    .batchSize(ids.size() + 1)
                    .forEach(document -> found.put(DocumentForm.id(document), document));
        }
        return found;
    }

    /** Answers the documents where another writer was quicker. */
    private Set<String> write(List<Fold<T>> folds) {
        var lost = new HashSet<String>();
        int matched;
        try {
            matched =
                    collection
                            .bulkWrite(
                                    folds.stream().map(fold -> fold.write(form)).toList(),
                                    new BulkWriteOptions().ordered(false))
                            .getMatchedCount();
        } catch (MongoBulkWriteException partly) {
            if (partly.getWriteConcernError() != null || !isLostRaces(partly)) {
                throw partly;
            }
            partly.getWriteErrors().forEach(error -> lost.add(folds.get(error.getIndex()).id()));
            matched = partly.getWriteResult().getMatchedCount();
        }
        List<Fold<T>> written = folds.stream().filter(fold -> !lost.contains(fold.id())).toList();
        List<Fold<T>> updates = written.stream().filter(fold -> fold.current() != null).toList();
        if (matched < updates.size()) {
            lost.addAll(lostOf(updates));
            written = written.stream().filter(fold -> fold.current() == null).toList();
        }
        written.forEach(
                fold -> relay.handOver(collection, fold.id(), fold.version(), fold.entries()));
        return lost;
    }

    private static boolean isLostRaces(MongoBulkWriteException partly) {
        return partly.getWriteErrors().stream()
                .map(BulkWriteError::getCategory)
                .allMatch(category -> category == ErrorCategory.DUPLICATE_KEY);
    }

    /** The server tells how many updates found their document, not which: the documents do. */
    private Set<String> lostOf(List<Fold<T>> updates) {
        Map<String, BsonDocument> stored = read(updates.stream().map(Fold::id).toList());
        var lost = new HashSet<String>();
        for (Fold<T> update : updates) {
            BsonDocument document = stored.get(update.id());
            if (document == null || !update.isAppliedIn(document)) {
                lost.add(update.id());
            } else {
                relay.handOver(
                        collection,
                        update.id(),
                        DocumentForm.version(document),
                        OutboxEntries.in(document));
            }
        }
        return lost;
    }
}
