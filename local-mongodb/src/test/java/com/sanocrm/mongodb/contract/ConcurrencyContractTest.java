package com.sanocrm.mongodb.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What several writers and readers at the same time may rely on. */
class ConcurrencyContractTest {
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 50;
    private static final Bson FIRST = Filters.eq("_id", 1);

    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    @Test
    void ofInsertsThatRaceForAUniqueValueOneWins() throws Exception {
        store.createIndex("{k: 1}", "{unique: true}");

        for (int round = 0; round < ROUNDS; round++) {
            var document = "{k: %d}".formatted(round);
            List<Boolean> won =
                    atOnce(
                            client ->
                                    succeeds(
                                            () ->
                                                    store.things()
                                                            .insertOne(
                                                                    BsonDocument.parse(document))));

            assertThat(won).containsOnlyOnce(true);
        }
        assertThat(store.things().countDocuments()).isEqualTo(ROUNDS);
    }

    @Test
    void ofUpdatesThatRaceForAUniqueValueOneWins() throws Exception {
        store.createIndex("{k: 1}", "{unique: true}");
        for (int client = 0; client < CLIENTS; client++) {
            store.insert("{_id: %d, k: 'own %d'}".formatted(client, client));
        }

        for (int round = 0; round < ROUNDS; round++) {
            var taken = Updates.set("k", round);
            List<Boolean> won =
                    atOnce(
                            client ->
                                    succeeds(
                                            () ->
                                                    store.things()
                                                            .updateOne(
                                                                    Filters.eq("_id", client),
                                                                    taken)));

            assertThat(won).containsOnlyOnce(true);
        }
    }

    @Test
    void ofWritersThatStartFromOneVersionOneWins() throws Exception {
        store.insert("{_id: 1, version: 0, winners: []}");

        for (int version = 0; version < ROUNDS; version++) {
            var from = Filters.and(FIRST, Filters.eq("version", version));
            int next = version + 1;
            List<Boolean> won =
                    atOnce(
                            client ->
                                    store.things()
                                                    .findOneAndUpdate(
                                                            from,
                                                            Updates.combine(
                                                                    Updates.set("version", next),
                                                                    Updates.push(
                                                                            "winners", client)))
                                            != null);

            assertThat(won).containsOnlyOnce(true);
        }
        assertThat(first().getArray("winners")).hasSize(ROUNDS);
    }

    @Test
    void ofUpsertsThatRaceForAnIdOneMakesTheDocumentThatAllSee() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var id = Filters.eq("_id", round);
            List<Integer> seen =
                    atOnce(
                            client -> {
                                var made = upsert(id, client);
                                return made.getInt32("k").getValue();
                            });

            assertThat(seen).containsOnly(seen.getFirst());
        }
        assertThat(store.things().countDocuments()).isEqualTo(ROUNDS);
    }

    /** MongoDB answers the loser with the winner's document or with a duplicate key. */
    private BsonDocument upsert(Bson id, int client) {
        var options =
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        while (true) {
            try {
                var made =
                        store.things()
                                .findOneAndUpdate(id, Updates.setOnInsert("k", client), options);
                return requireNonNull(made);
            } catch (MongoException lost) {
                assertThat(isDuplicate(lost)).isTrue();
            }
        }
    }

    @Test
    void noIncrementAndNoPushIsLost() throws Exception {
        store.insert("{_id: 1, n: 0, l: []}", "{_id: 2, n: 0, l: []}");

        atOnce(
                client -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        var change =
                                Updates.combine(
                                        Updates.inc("n", 1),
                                        Updates.push("l", client * ROUNDS + i));
                        store.things().updateOne(FIRST, change);
                        store.things().updateMany(Filters.gte("_id", 1), Updates.inc("m", 1));
                    }
                    return true;
                });

        assertThat(first().getInt32("n").getValue()).isEqualTo(CLIENTS * ROUNDS);
        assertThat(first().getArray("l")).hasSize(CLIENTS * ROUNDS).doesNotHaveDuplicates();
        assertThat(store.things().countDocuments(Filters.eq("m", CLIENTS * ROUNDS))).isEqualTo(2);
    }

    @Test
    void aCommandOverManyDocumentsEndsThoughOthersKeepChangingOneOfThem() throws Exception {
        int many = 3_000;
        store.things()
                .insertMany(
                        IntStream.range(0, many)
                                .mapToObj(i -> new BsonDocument("_id", new BsonInt32(i)))
                                .toList());
        var done = new AtomicBoolean();

        List<Integer> changes =
                atOnce(
                        client -> {
                            int own = 0;
                            if (client == 0) {
                                store.things().updateMany(new BsonDocument(), Updates.inc("m", 1));
                                done.set(true);
                            }
                            do {
                                store.things().updateOne(FIRST, Updates.inc("n", 1));
                                own++;
                            } while (!done.get());
                            return own;
                        });

        assertThat(store.things().countDocuments(Filters.eq("m", 1))).isEqualTo(many);
        assertThat(first().getInt32("n").getValue())
                .isEqualTo(changes.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void aReaderSeesAnUpdateOfSeveralFieldsWholeByAnyIndex() throws Exception {
        store.createIndex("{a: 1}", "{}");
        store.createIndex("{b: -1}", "{}");
        store.insert("{_id: 1, a: 0, b: 0}");
        var done = new AtomicBoolean();

        atOnce(
                client -> {
                    if (client == 0) {
                        for (int i = 1; i <= 10 * ROUNDS; i++) {
                            store.things()
                                    .updateOne(
                                            FIRST,
                                            Updates.combine(
                                                    Updates.set("a", i), Updates.set("b", i)));
                        }
                        done.set(true);
                    }
                    String field = List.of("_id", "a", "b").get(client % 3);
                    while (!done.get()) {
                        store.things().find(Filters.gte(field, 0)).forEach(this::assertWhole);
                    }
                    return true;
                });
    }

    private void assertWhole(BsonDocument found) {
        assertThat(found.get("a")).isEqualTo(found.get("b"));
    }

    @Test
    void anIndexBuiltWhileOthersWriteHoldsEveryDocument() throws Exception {
        atOnce(
                client -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        store.things()
                                .insertOne(
                                        new BsonDocument("n", new BsonInt32(client * ROUNDS + i)));
                        if (i == ROUNDS / 2) {
                            store.things().createIndex(Indexes.ascending("n"));
                        }
                    }
                    return true;
                });

        assertThat(store.things().find(Filters.gte("n", 0)).sort(Indexes.ascending("n")))
                .extracting(document -> document.getInt32("n").getValue())
                .containsExactlyElementsOf(IntStream.range(0, CLIENTS * ROUNDS).boxed().toList());
    }

    @Test
    void aWriterReadsWhatItWrote() throws Exception {
        store.createIndex("{k: 1}", "{}");

        atOnce(
                client -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        String own = client + "-" + i;
                        store.insert("{k: '%s'}".formatted(own));
                        assertThat(store.things().countDocuments(Filters.eq("k", own))).isOne();
                    }
                    return true;
                });
    }

    private BsonDocument first() {
        return requireNonNull(store.things().find(FIRST).first());
    }

    private interface Action<T> {
        T by(int client) throws Exception;
    }

    private static <T> List<T> atOnce(Action<T> action) throws Exception {
        var start = new CyclicBarrier(CLIENTS);
        List<Future<T>> running = new ArrayList<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                Callable<T> task =
                        () -> {
                            start.await();
                            return action.by(client);
                        };
                running.add(clients.submit(task));
            }
        }
        var results = new ArrayList<T>();
        for (Future<T> result : running) {
            results.add(result.get());
        }
        return results;
    }

    private static boolean succeeds(Runnable write) {
        try {
            write.run();
            return true;
        } catch (MongoException failure) {
            assertThat(isDuplicate(failure)).isTrue();
            return false;
        }
    }

    private static boolean isDuplicate(MongoException failure) {
        return ErrorCategory.fromErrorCode(failure.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }
}
