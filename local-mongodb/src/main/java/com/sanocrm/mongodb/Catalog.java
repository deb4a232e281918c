package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.InvalidNamespaceError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is: collections and indexes, each with a number that begins its keys and is never used
 * again. Stored under the number 0. What was dropped, or was being built when the server ended, is
 * noted as waste, and removed by {@link Waste}.
 */
final class Catalog {
    private static final int NUMBER = 0;
    private static final byte[] FORMAT = key('f', new byte[0]);
    private static final byte[] NEXT = key('n', new byte[0]);
    private static final int FIRST_NUMBER = 1;
    private static final int FORMAT_VERSION = 1;
    private static final int LONGEST_NAMESPACE = 255;

    private final Storage storage;
    private final Map<String, CollectionState> collections = new ConcurrentSkipListMap<>();

    private final Set<Integer> building = ConcurrentHashMap.newKeySet();

    private Catalog(Storage storage) {
        this.storage = storage;
    }

    static Catalog open(Storage storage) {
        Catalog catalog = new Catalog(storage);
        try (Writing first = storage.write(Long.MAX_VALUE)) {
            byte[] format = first.lock(FORMAT);
            if (format == null) {
                first.put(FORMAT, number(FORMAT_VERSION));
                first.put(NEXT, number(FIRST_NUMBER));
                first.commit();
            } else if (ByteBuffer.wrap(format).getInt() != FORMAT_VERSION) {
                throw new StoreUnavailableException(
                        "the files were written by another version of this server", null);
            }
        }
        catalog.load();
        return catalog;
    }

    private void load() {
        try (Reading reading = storage.read(Budget.unlimited())) {
            Entries entries = reading.entries(Interval.all(NUMBER), false);
            List<byte[]> arrays = new ArrayList<>();
            while (entries.next()) {
                byte[] key = entries.key();
                if (key[Integer.BYTES] == 'c') {
                    loadCollection(text(key), Bson.decode(entries.value()));
                } else if (key[Integer.BYTES] == 'm') {
                    arrays.add(key);
                }
            }
            arrays.forEach(this::loadArrays);
        }
    }

    private void loadCollection(String namespace, Document stored) {
        int dot = namespace.indexOf('.');
        collections.put(
                namespace,
                CollectionState.fromDocument(
                        namespace.substring(0, dot), namespace.substring(dot + 1), stored));
    }

    private void loadArrays(byte[] key) {
        ByteBuffer content = ByteBuffer.wrap(key, Integer.BYTES + 1, Integer.BYTES + Long.BYTES);
        int index = content.getInt();
        long fields = content.getLong();
        collections.values().stream()
                .filter(one -> one.indexes().stream().anyMatch(i -> i.number() == index))
                .forEach(one -> one.noteStoredArrays(index, fields));
    }

    @Nullable CollectionState find(String database, String name) {
        return collections.get(database + "." + name);
    }

    List<CollectionState> in(String database) {
        return collections.values().stream().filter(c -> c.database().equals(database)).toList();
    }

    List<String> databases() {
        return collections.values().stream().map(CollectionState::database).distinct().toList();
    }

    List<CollectionState> all() {
        return List.copyOf(collections.values());
    }

    CollectionState findOrCreate(String database, String name) {
        CollectionState found = find(database, name);
        return found != null ? found : create(database, name);
    }

    private synchronized CollectionState create(String database, String name) {
        CollectionState found = find(database, name);
        if (found != null) {
            return found;
        }
        checkName(database, name);
        try (Writing writing = storage.write(Long.MAX_VALUE)) {
            var created = new CollectionState(database, name, nextNumber(writing), List.of());
            writing.put(collectionKey(created), Bson.encode(created.toDocument()));
            writing.commit();
            collections.put(created.namespace(), created);
            return created;
        }
    }

    private static void checkName(String database, String name) {
        String namespace = database + "." + name;
        if (database.isEmpty()
                || name.isEmpty()
                || name.indexOf('\0') >= 0
                || name.contains("$")
                || name.startsWith("system.")
                || name.startsWith(".")
                || name.endsWith(".")
                || namespace.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAMESPACE) {
            throw new InvalidNamespaceError(namespace);
        }
    }

    private static int nextNumber(Writing writing) {
        byte[] stored = writing.lock(NEXT);
        if (stored == null) {
            throw new IllegalStateException("the store has no next number");
        }
        int next = ByteBuffer.wrap(stored).getInt();
        writing.put(NEXT, number(next + 1));
        return next;
    }

    /** A number for an index that is being built; waste unless it is published until the end. */
    synchronized int reserve() {
        try (Writing writing = storage.write(Long.MAX_VALUE)) {
            int number = nextNumber(writing);
            writing.put(wasteKey(number), new byte[0]);
            writing.commit();
            building.add(number);
            return number;
        }
    }

    /** Ends what {@link #reserve} began, however it went. */
    void release(int number) {
        building.remove(number);
    }

    /** The index is complete; whoever writes from now on keeps it so. */
    synchronized void publish(CollectionState collection, IndexDefinition index, long arrays) {
        List<IndexDefinition> changed = new ArrayList<>(collection.indexes());
        changed.add(index);
        try (Writing writing = storage.write(Long.MAX_VALUE)) {
            writing.delete(wasteKey(index.number()));
            if (arrays != 0) {
                writing.put(arraysKey(index.number(), arrays), new byte[0]);
                collection.noteStoredArrays(index.number(), arrays);
            }
            storeIndexes(collection, changed, writing);
        }
    }

    synchronized void drop(CollectionState collection, List<IndexDefinition> indexes) {
        List<IndexDefinition> changed = new ArrayList<>(collection.indexes());
        changed.removeAll(indexes);
        try (Writing writing = storage.write(Long.MAX_VALUE)) {
            indexes.forEach(index -> writing.put(wasteKey(index.number()), new byte[0]));
            storeIndexes(collection, changed, writing);
        }
    }

    private static void storeIndexes(
            CollectionState collection, List<IndexDefinition> changed, Writing writing) {
        var stored =
                new CollectionState(
                        collection.database(), collection.name(), collection.number(), changed);
        writing.put(collectionKey(collection), Bson.encode(stored.toDocument()));
        writing.commit();
        collection.indexes(changed);
    }

    synchronized void drop(CollectionState collection) {
        try (Writing writing = storage.write(Long.MAX_VALUE)) {
            writing.delete(collectionKey(collection));
            writing.put(wasteKey(collection.number()), new byte[0]);
            collection
                    .indexes()
                    .forEach(index -> writing.put(wasteKey(index.number()), new byte[0]));
            writing.commit();
        }
        collection.drop();
        collections.remove(collection.namespace());
    }

    /** With a document's write: the index has met arrays at these fields. */
    void storeArrays(CollectionState collection, IndexDefinition index, long fields, Writing with) {
        collection.noteArrays(index, fields);
        if (!collection.areStored(index, fields)) {
            with.put(arraysKey(index.number(), fields), new byte[0]);
            with.afterCommit(() -> collection.noteStoredArrays(index.number(), fields));
        }
    }

    /** A number whose entries nobody needs any more. */
    Optional<Integer> waste() {
        try (Reading reading = storage.read(Budget.unlimited())) {
            byte[] from = wasteKey(0);
            Entries entries =
                    reading.entries(new Interval(from, wasteKey(Integer.MAX_VALUE)), false);
            while (entries.next()) {
                int number = ByteBuffer.wrap(entries.key()).getInt(from.length - Integer.BYTES);
                if (!building.contains(number)) {
                    return Optional.of(number);
                }
            }
            return Optional.empty();
        }
    }

    void cleared(int number) {
        try (Writing writing = storage.writeBehind()) {
            writing.delete(wasteKey(number));
            writing.commit();
        }
    }

    private static byte[] collectionKey(CollectionState collection) {
        return key('c', collection.namespace().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] wasteKey(int number) {
        return key('w', number(number));
    }

    private static byte[] arraysKey(int index, long fields) {
        return key(
                'm',
                ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                        .putInt(index)
                        .putLong(fields)
                        .array());
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] key(char kind, byte[] rest) {
        byte[] content = new byte[rest.length + 1];
        content[0] = (byte) kind;
        System.arraycopy(rest, 0, content, 1, rest.length);
        return Interval.key(NUMBER, content);
    }

    private static String text(byte[] key) {
        return new String(
                Arrays.copyOfRange(key, Integer.BYTES + 1, key.length), StandardCharsets.UTF_8);
    }
}
