package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares every index with the documents, both ways: each entry that a document should have is
 * there, and there are no others.
 */
final class Validation {
    private static final int MOST_ERRORS = 100;

    private final CollectionState collection;
    private final Reading reading;
    private final List<String> errors = new ArrayList<>();
    private long documents;

    Validation(CollectionState collection, Reading reading) {
        this.collection = collection;
        this.reading = reading;
    }

    Document run() {
        long[] expected = new long[collection.indexes().size()];
        Entries all = reading.entries(Interval.all(collection.number()), false);
        while (all.next()) {
            documents++;
            check(all.key(), all.value(), expected);
        }
        Document keys = new Document("_id_", documents);
        for (int i = 0; i < expected.length; i++) {
            IndexDefinition index = collection.indexes().get(i);
            long found = count(index);
            keys.append(index.name(), found);
            if (found != expected[i]) {
                error(
                        "index %s has %d entries where the documents make %d"
                                .formatted(index.name(), found, expected[i]));
            }
        }
        return new Document("ns", collection.namespace())
                .append("nrecords", documents)
                .append("nIndexes", expected.length + 1)
                .append("keysPerIndex", keys)
                .append("valid", errors.isEmpty())
                .append("errors", errors)
                .append("ok", 1.0);
    }

    private void check(byte[] key, byte[] stored, long[] expected) {
        Document document = Bson.decode(stored);
        byte[] encodedId = KeyEncoder.encode(document.get("_id"));
        if (!Arrays.equals(key, collection.documentKey(encodedId))) {
            error("a document lies under another's _id");
        }
        for (int i = 0; i < expected.length; i++) {
            IndexDefinition index = collection.indexes().get(i);
            for (Key fields : IndexKeys.of(index, document).bytes()) {
                expected[i]++;
                byte[] entry = DocumentWriter.entryKey(index, fields, encodedId);
                if (!Arrays.equals(reading.get(entry), encodedId)) {
                    error("index " + index.name() + " lacks a document");
                }
            }
        }
    }

    private long count(IndexDefinition index) {
        long count = 0;
        Entries entries = reading.entries(Interval.all(index.number()), false);
        while (entries.next()) {
            count++;
        }
        return count;
    }

    private void error(String what) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(what);
        }
    }
}
