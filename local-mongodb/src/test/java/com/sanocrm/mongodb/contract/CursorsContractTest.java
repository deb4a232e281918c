package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that come in batches. */
class CursorsContractTest {
    private static final int DOCUMENTS = 500;

    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    private void fill() {
        store.things()
                .insertMany(
                        IntStream.range(0, DOCUMENTS)
                                .mapToObj("{_id: %1$d, n: %1$d, changes: 0}"::formatted)
                                .map(BsonDocument::parse)
                                .toList());
    }

    @ParameterizedTest(name = "{0}: {1} at first, closed: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {find: 'things'}                                       | 101 | false
                    {find: 'things', batchSize: 7}                         | 7   | false
                    {find: 'things', batchSize: 0}                         | 0   | false
                    {find: 'things', batchSize: 7, singleBatch: true}      | 7   | true
                    {find: 'things', batchSize: 7, limit: 7}               | 7   | true
                    {find: 'things', batchSize: 7, limit: 8}               | 7   | false
                    {find: 'things', limit: 5}                             | 5   | true
                    {find: 'things', batchSize: 1000}                      | 500 | true
                    {find: 'things', filter: {_id: 5}}                     | 1   | true
                    {find: 'none'}                                         | 0   | true
                    {aggregate: 'things', pipeline: [], cursor: {batchSize: 7}} | 7 | false
                    """)
    void theFirstBatch(String command, int size, boolean closed) {
        fill();

        BsonDocument cursor = store.run(command).getDocument("cursor");

        assertThat(cursor.getArray("firstBatch")).hasSize(size);
        assertThat(id(cursor) == 0).isEqualTo(closed);
    }

    @Test
    void theNextBatchesBringTheRestInOrder() {
        fill();
        BsonDocument cursor =
                store.run("{find: 'things', sort: {n: -1}, limit: 450, batchSize: 200}")
                        .getDocument("cursor");

        BsonDocument second = next(id(cursor), 200);
        BsonDocument third = next(id(cursor), 200);

        assertThat(second.getArray("nextBatch")).hasSize(200);
        assertThat(third.getArray("nextBatch")).hasSize(50);
        assertThat(third.getArray("nextBatch").getLast().asDocument().getNumber("n").intValue())
                .isEqualTo(50);
        assertThat(id(third)).isZero();
    }

    /** 43 is CursorNotFound. */
    @Test
    void aCursorThatWasReadOrKilledIsGone() {
        fill();
        long read = id(store.run("{find: 'things', batchSize: 400}").getDocument("cursor"));
        long killed = id(store.run("{find: 'things', batchSize: 2}").getDocument("cursor"));
        next(read, 400);

        BsonDocument answer = kill(killed);

        assertThat(answer.getArray("cursorsKilled")).hasSize(1);
        assertThat(kill(killed).getArray("cursorsNotFound")).hasSize(1);
        for (long gone : List.of(read, killed, 4711L)) {
            assertThatThrownBy(() -> next(gone, 1))
                    .asInstanceOf(InstanceOfAssertFactories.type(MongoCommandException.class))
                    .returns(43, MongoCommandException::getErrorCode);
        }
    }

    @ParameterizedTest(name = "sorted by {0}")
    @ValueSource(strings = {"_id", "n", "m"})
    void noDocumentComesTwiceOrNeverWhileOthersChange(String sort) {
        fill();
        store.createIndex("{n: 1}", "{}");
        List<String> seen = new ArrayList<>();

        try (var cursor =
                store.things()
                        .find(Filters.gte("n", 0))
                        .sort(Sorts.ascending(sort))
                        .batchSize(10)
                        .iterator()) {
            while (cursor.hasNext()) {
                seen.add(String.valueOf(cursor.next().getNumber("_id").intValue()));
                if (seen.size() % 50 == 0) {
                    store.things().updateMany(Filters.gte("n", 0), Updates.inc("changes", 1));
                    store.things().insertOne(BsonDocument.parse("{n: -1}"));
                    store.things().deleteMany(Filters.lt("n", 0));
                }
            }
        }

        assertThat(seen).hasSize(DOCUMENTS).doesNotHaveDuplicates();
    }

    @Test
    void aCursorOutlivesTheRemovalOfWhatItWouldHaveBrought() {
        fill();
        List<BsonDocument> seen = new ArrayList<>();

        try (var cursor =
                store.things().find().sort(Sorts.ascending("_id")).batchSize(10).iterator()) {
            seen.add(cursor.next());
            store.things().deleteMany(Filters.gte("_id", 20));
            cursor.forEachRemaining(seen::add);
        }

        assertThat(seen).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
    }

    private BsonDocument next(long cursor, int size) {
        return store.run(
                        "{getMore: NumberLong('%d'), collection: 'things', batchSize: %d}"
                                .formatted(cursor, size))
                .getDocument("cursor");
    }

    private BsonDocument kill(long cursor) {
        return store.run("{killCursors: 'things', cursors: [NumberLong('%d')]}".formatted(cursor));
    }

    private static long id(BsonDocument cursor) {
        return cursor.getNumber("id").longValue();
    }
}
