package com.sanocrm.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that share a commit: what one of them is refused for leaves nothing of it. */
class GroupLaneTest {
    @TempDir private Path directory;
    private Storage storage;
    private CollectionState collection;
    private GroupLane group;

    @BeforeEach
    void open() {
        storage = Storage.open(directory, StoreSettings.from(Map.of()));
        collection = Catalog.open(storage).findOrCreate("d", "c");
        group = new GroupLane(storage);
    }

    @AfterEach
    void close() {
        group.commit();
        storage.close();
    }

    @Test
    void nobodySeesACommandsChangesBeforeTheGroupIsCommitted() {
        write(writing -> writing.put(key("a"), key("1")));
        assertThat(stored("a")).isNull();

        group.commit();

        assertThat(stored("a")).isEqualTo("1");
    }

    @Test
    void aCommandSeesWhatThoseBeforeItInTheGroupChanged() {
        write(writing -> writing.put(key("a"), key("1")));

        write(writing -> assertThat(writing.lock(key("a"))).isEqualTo(key("1")));
    }

    @Test
    void ofACommandThatDoesTooMuchNothingIsLeftWhileTheOthersAreCommitted() {
        write(writing -> writing.put(key("a"), key("1")));
        assertThatThrownBy(
                        () ->
                                write(
                                        writing -> {
                                            for (int i = 0; i < 100_000; i++) {
                                                writing.put(key("a" + i), key("2"));
                                                writing.put(key("a"), key("2"));
                                            }
                                        }))
                .isInstanceOf(Budget.SpentException.class);
        write(writing -> writing.put(key("b"), key("3")));

        group.commit();

        assertThat(stored("a")).isEqualTo("1");
        assertThat(stored("a0")).isNull();
        assertThat(stored("b")).isEqualTo("3");
    }

    @Test
    void ofARefusedCommandNothingIsLeftThoughSomeOfItsStatementsWereDone() {
        assertThatThrownBy(
                        () ->
                                write(
                                        writing -> {
                                            put(writing, "a");
                                            put(writing, "b");
                                            throw Refusals.writeConflict();
                                        }))
                .isInstanceOf(MongoServerError.class);
        write(writing -> put(writing, "c"));

        group.commit();

        assertThat(stored("a")).isNull();
        assertThat(stored("b")).isNull();
        assertThat(stored("c")).isEqualTo("1");
    }

    @Test
    void aCommandThatWouldWaitForAnothersLockIsToBeDoneElsewhere() {
        try (Writing other = storage.write(Long.MAX_VALUE)) {
            other.lock(key("a"));

            assertThatThrownBy(
                            () ->
                                    write(
                                            writing -> {
                                                writing.put(key("b"), key("1"));
                                                writing.lock(key("a"));
                                            }))
                    .isInstanceOf(Budget.SpentException.class);
        }

        write(writing -> writing.put(key("c"), key("1")));
        group.commit();
        assertThat(stored("b")).isNull();
        assertThat(stored("c")).isEqualTo("1");
    }

    @Test
    void whatARefusedCommandLockedIsFreeAtOnce() {
        write(writing -> writing.put(key("a"), key("1")));
        assertThatThrownBy(
                        () ->
                                write(
                                        writing -> {
                                            writing.lock(key("b"));
                                            throw Refusals.writeConflict();
                                        }))
                .isInstanceOf(MongoServerError.class);

        try (Writing other = storage.write(Long.MAX_VALUE)) {
            assertThat(other.lock(key("b"))).isNull();
        }
    }

    @Test
    void whoeverChangesTheIndexesWaitsForTheCommitAndIsNotOvertaken() {
        write(writing -> writing.put(key("a"), key("1")));
        var changed = CompletableFuture.runAsync(collection.shape().writeLock()::lock);
        assertThat(changed).isNotDone();

        group.commit();

        changed.join();
        assertThatThrownBy(() -> write(writing -> writing.put(key("b"), key("1"))))
                .isInstanceOf(Budget.SpentException.class);
    }

    private void write(Consumer<Writing> command) {
        var done =
                group.write(
                        collection,
                        writing -> {
                            command.accept(writing);
                            return true;
                        });
        assertThat(done).contains(true);
    }

    private static void put(Writing writing, String key) {
        writing.whole(
                () -> {
                    writing.put(key(key), key("1"));
                    return key;
                });
    }

    private @Nullable String stored(String key) {
        try (Reading reading = storage.read(Budget.unlimited())) {
            byte[] found = reading.get(key(key));
            return found == null ? null : new String(found, StandardCharsets.UTF_8);
        }
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
