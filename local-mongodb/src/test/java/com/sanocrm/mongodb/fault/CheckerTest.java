package com.sanocrm.mongodb.fault;

import static com.sanocrm.mongodb.fault.Fault.Kind.DANGLING_ENTRY;
import static com.sanocrm.mongodb.fault.Fault.Kind.HALF_APPLIED;
import static com.sanocrm.mongodb.fault.Fault.Kind.LOST;
import static com.sanocrm.mongodb.fault.Fault.Kind.MISSING_ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.sanocrm.mongodb.LocalMongoServer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker finds what a server might have done wrong, seeded into its files. */
class CheckerTest {
    private static final int COMMANDS = 200;
    /* Longer than any entry of an index here. */
    private static final int DOCUMENT_BYTES = 150;

    @TempDir private Path directory;
    private final Load load = new Load(1);
    private Map<ByteBuffer, ByteBuffer> before = Map.of();
    private Map<ByteBuffer, ByteBuffer> after = Map.of();

    @Test
    void nothingWrongIsNoFault() {
        write(Writer::insertBatch);

        assertThat(check()).isEmpty();
    }

    @Test
    void anInsertIsLost() {
        write(Writer::insert);
        StoredEntries.apply(directory, StoredEntries.changes(after, before));

        assertThat(check()).extracting(Fault::kind).containsExactly(LOST);
    }

    @Test
    void anUpdateIsLost() {
        write(Writer::findAndUpdate);
        StoredEntries.apply(directory, StoredEntries.changes(after, before));

        assertThat(check()).extracting(Fault::kind).containsExactly(LOST);
    }

    @Test
    void aDeleteIsLost() {
        write(Writer::delete);
        StoredEntries.apply(directory, StoredEntries.changes(after, before));

        assertThat(check()).extracting(Fault::kind).containsExactly(LOST);
    }

    @Test
    void ofABatchOneDocumentIsThere() {
        write(Writer::insertBatch);
        undoForOne();

        assertThat(check()).extracting(Fault::kind).containsOnly(HALF_APPLIED);
    }

    @Test
    void ofAnUpdateOfManyOneDocumentIsAsBefore() {
        write(Writer::updateGroup);
        undoForOne();

        assertThat(check()).extracting(Fault::kind).containsOnly(HALF_APPLIED);
    }

    @Test
    void anIndexLacksADocument() {
        write(Writer::insert);
        StoredEntries.apply(directory, indexEntries(StoredEntries.changes(after, before), before));

        assertThat(check()).extracting(Fault::kind).contains(MISSING_ENTRY).doesNotContain(LOST);
    }

    @Test
    void anIndexLeadsToWhatWasDeleted() {
        write(Writer::delete);
        StoredEntries.apply(directory, indexEntries(StoredEntries.changes(after, before), before));

        assertThat(check()).extracting(Fault::kind).contains(DANGLING_ENTRY).doesNotContain(LOST);
    }

    /** Some load, and a last command; the files before and after that one. */
    private void write(BiConsumer<Writer, MongoCollection<Document>> last) {
        try (LocalMongoServer server = LocalMongoServer.start(directory, 0)) {
            Load.prepare(server.uri());
            load.write(server.uri(), COMMANDS);
        }
        before = StoredEntries.read(directory);
        try (LocalMongoServer server = LocalMongoServer.start(directory, 0);
                MongoClient client = Clients.of(server.uri())) {
            last.accept(load.first(), Records.of(client));
        }
        after = StoredEntries.read(directory);
    }

    private List<Fault> check() {
        try (LocalMongoServer server = LocalMongoServer.start(directory, 0)) {
            return load.check(server.uri());
        }
    }

    private void undoForOne() {
        List<String> ids = load.first().ledger().ofLatest();
        assertThat(ids).hasSizeGreaterThan(1);
        Map<ByteBuffer, @Nullable ByteBuffer> undone = new TreeMap<>();
        StoredEntries.changes(after, before)
                .forEach(
                        (key, value) -> {
                            ByteBuffer there = Objects.requireNonNullElse(value, after.get(key));
                            if (StoredEntries.isOf(ids.getFirst(), key, there)) {
                                undone.put(key, value);
                            }
                        });
        assertThat(undone).isNotEmpty();
        StoredEntries.apply(directory, undone);
    }

    /** Of these changes one that is of an index. */
    private Map<ByteBuffer, @Nullable ByteBuffer> indexEntries(
            Map<ByteBuffer, @Nullable ByteBuffer> changes, Map<ByteBuffer, ByteBuffer> before) {
        Map<ByteBuffer, @Nullable ByteBuffer> one = new TreeMap<>();
        changes.forEach(
                (key, value) -> {
                    ByteBuffer there =
                            Objects.requireNonNullElseGet(
                                    after.get(key), () -> Objects.requireNonNull(before.get(key)));
                    if (one.isEmpty() && there.remaining() < DOCUMENT_BYTES) {
                        one.put(key, value);
                    }
                });
        assertThat(one).hasSize(1);
        return one;
    }
}
