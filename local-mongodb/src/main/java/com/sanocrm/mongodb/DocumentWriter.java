package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents and their index entries, changed together. An entry's key is the index's number, the
 * encoded fields and, where the index is not unique, the encoded {@code _id}; its value is the
 * encoded {@code _id}.
 */
final class DocumentWriter {
    private final CollectionState collection;
    private final Catalog catalog;

    DocumentWriter(CollectionState collection, Catalog catalog) {
        this.collection = collection;
        this.catalog = catalog;
    }

    /** Changes nothing if it is refused. */
    void add(Document document, Writing with) {
        if (!document.containsKey("_id")) {
            document.put("_id", new ObjectId());
        }
        Object id = document.get("_id");
        if (id instanceof Collection || id instanceof BsonRegularExpression) {
            throw new MongoServerError(
                    53,
                    "InvalidIdField",
                    "The '_id' value cannot be of type "
                            + (id instanceof Collection ? "array" : "regex"));
        }
        if (id instanceof Document fields && Condition.hasOperators(fields)) {
            throw Refusals.dollarPrefixed("_id");
        }
        byte[] stored = Bson.encode(document);
        byte[] encodedId = KeyEncoder.encode(id);
        byte[] key = collection.documentKey(encodedId);
        if (with.lock(key) != null) {
            throw Refusals.duplicateKey(
                    collection.namespace(), "_id_", "{ _id: " + Json.toCompactJsonValue(id) + " }");
        }
        Map<IndexDefinition, IndexKeys> added = keys(document);
        added.forEach((index, keys) -> checkUnique(index, keys, keys.bytes(), encodedId, with));
        with.put(key, stored);
        added.forEach((index, keys) -> putAll(index, keys, keys.bytes(), encodedId, with));
    }

    void remove(Document document, Writing with) {
        byte[] encodedId = KeyEncoder.encode(document.get("_id"));
        with.delete(collection.documentKey(encodedId));
        keys(document)
                .forEach(
                        (index, keys) ->
                                keys.bytes()
                                        .forEach(
                                                one ->
                                                        with.delete(
                                                                entryKey(index, one, encodedId))));
    }

    /** Changes nothing if it is refused. */
    void replace(byte[] key, Document before, Document after, Writing with) {
        byte[] encodedId = KeyEncoder.encode(after.get("_id"));
        if (!Arrays.equals(collection.documentKey(encodedId), key)) {
            throw new MongoServerError(
                    66,
                    "ImmutableField",
                    "Performing an update on the path '_id' would modify the immutable field"
                            + " '_id'");
        }
        byte[] stored = Bson.encode(after);
        Map<IndexDefinition, IndexKeys> old = keys(before);
        Map<IndexDefinition, IndexKeys> changed = keys(after);
        changed.forEach(
                (index, keys) ->
                        checkUnique(index, keys, added(old.get(index), keys), encodedId, with));
        with.put(key, stored);
        changed.forEach(
                (index, keys) -> {
                    IndexKeys earlier = old.get(index);
                    putAll(index, keys, added(earlier, keys), encodedId, with);
                    added(keys, earlier)
                            .forEach(one -> with.delete(entryKey(index, one, encodedId)));
                });
    }

    private static Set<Key> added(@Nullable IndexKeys old, @Nullable IndexKeys changed) {
        if (changed == null) {
            return Set.of();
        }
        Set<Key> added = new java.util.LinkedHashSet<>(changed.bytes());
        if (old != null) {
            added.removeAll(old.bytes());
        }
        return added;
    }

    private Map<IndexDefinition, IndexKeys> keys(Document document) {
        Map<IndexDefinition, IndexKeys> keys = new LinkedHashMap<>();
        collection.indexes().forEach(index -> keys.put(index, IndexKeys.of(index, document)));
        return keys;
    }

    private void checkUnique(
            IndexDefinition index, IndexKeys keys, Set<Key> added, byte[] encodedId, Writing with) {
        if (!index.unique()) {
            return;
        }
        for (Key one : added) {
            byte[] owner = with.lock(Interval.key(index.number(), one.bytes()));
            if (owner != null && !Arrays.equals(owner, encodedId)) {
                List<@Nullable Object> values = keys.keys().get(one);
                throw Refusals.duplicateKey(
                        collection.namespace(),
                        index.name(),
                        IndexKeys.describe(index, values == null ? List.of() : values));
            }
        }
    }

    private void putAll(
            IndexDefinition index, IndexKeys keys, Set<Key> added, byte[] encodedId, Writing with) {
        if (keys.arrays() != 0) {
            catalog.storeArrays(collection, index, keys.arrays(), with);
        }
        added.forEach(one -> with.put(entryKey(index, one, encodedId), encodedId));
    }

    static byte[] entryKey(IndexDefinition index, Key fields, byte[] encodedId) {
        if (index.unique()) {
            return Interval.key(index.number(), fields.bytes());
        }
        byte[] both = Arrays.copyOf(fields.bytes(), fields.bytes().length + encodedId.length);
        System.arraycopy(encodedId, 0, both, fields.bytes().length, encodedId.length);
        return Interval.key(index.number(), both);
    }
}
