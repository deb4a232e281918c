package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A collection: where its documents lie, and its indexes. */
final class CollectionState {
    private final String database;
    private final String name;
    private final int number;
    private final ReadWriteLock shape = new ReentrantReadWriteLock();
    /* By index: the fields, as bits, that have met an array. Never forgets. */
    private final Map<Integer, Long> arrays = new ConcurrentHashMap<>();
    private final Map<Integer, Long> storedArrays = new ConcurrentHashMap<>();
    private volatile List<IndexDefinition> indexes;
    private volatile boolean dropped;

    CollectionState(String database, String name, int number, List<IndexDefinition> indexes) {
        this.database = database;
        this.name = name;
        this.number = number;
        this.indexes = List.copyOf(indexes);
    }

    String database() {
        return database;
    }

    String name() {
        return name;
    }

    String namespace() {
        return database + "." + name;
    }

    /** Begins the keys of the documents. */
    int number() {
        return number;
    }

    /** Without the index on {@code _id}, which is the order of the documents themselves. */
    List<IndexDefinition> indexes() {
        return indexes;
    }

    Optional<IndexDefinition> index(String wanted) {
        return indexes.stream().filter(index -> index.name().equals(wanted)).findFirst();
    }

    void indexes(List<IndexDefinition> changed) {
        indexes = List.copyOf(changed);
    }

    /** Shared by writers of documents, exclusive for changes of the indexes. */
    ReadWriteLock shape() {
        return shape;
    }

    boolean isDropped() {
        return dropped;
    }

    void drop() {
        dropped = true;
    }

    byte[] documentKey(byte[] encodedId) {
        return Interval.key(number, encodedId);
    }

    long arrays(IndexDefinition index) {
        return arrays.getOrDefault(index.number(), 0L);
    }

    /**
     * Before the document is visible: whoever reads it must know. An index of which a document was
     * refused afterwards is taken for one with arrays, which is slower but not wrong.
     */
    void noteArrays(IndexDefinition index, long fields) {
        arrays.merge(index.number(), fields, (a, b) -> a | b);
    }

    boolean areStored(IndexDefinition index, long fields) {
        return (storedArrays.getOrDefault(index.number(), 0L) & fields) == fields;
    }

    void noteStoredArrays(int index, long fields) {
        arrays.merge(index, fields, (a, b) -> a | b);
        storedArrays.merge(index, fields, (a, b) -> a | b);
    }

    Document toDocument() {
        return new Document("number", number)
                .append(
                        "indexes",
                        indexes.stream()
                                .map(
                                        index ->
                                                new Document("number", index.number())
                                                        .append("definition", index.toDocument()))
                                .toList());
    }

    static CollectionState fromDocument(String database, String name, Document description) {
        List<?> stored = Bson.required(description, "indexes", List.class);
        List<IndexDefinition> indexes =
                stored.stream()
                        .map(Document.class::cast)
                        .map(
                                index ->
                                        IndexDefinition.fromDocument(
                                                Bson.required(index, "number", Integer.class),
                                                Bson.required(index, "definition", Document.class)))
                        .toList();
        return new CollectionState(
                database, name, Bson.required(description, "number", Integer.class), indexes);
    }
}
