package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of what is found; with any index the same as without one. */
class SortingContractTest {
    private static final List<String> ASCENDING =
            List.of(
                    "lowest",
                    "empty",
                    "missing",
                    "null",
                    "nan",
                    "negative",
                    "int",
                    "long",
                    "double",
                    "decimal",
                    "array",
                    "A",
                    "a",
                    "aa",
                    "object",
                    "binary",
                    "objectid",
                    "false",
                    "true",
                    "date",
                    "highest");

    /** An array stands by its least element when ascending and by its greatest when descending. */
    private static final List<String> DESCENDING =
            List.of(
                    "highest",
                    "date",
                    "true",
                    "false",
                    "objectid",
                    "binary",
                    "object",
                    "array",
                    "aa",
                    "a",
                    "A",
                    "decimal",
                    "double",
                    "long",
                    "int",
                    "negative",
                    "nan",
                    "missing",
                    "null",
                    "empty",
                    "lowest");

    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    @ParameterizedTest(name = "indexed by {0}")
    @ValueSource(strings = {"{other: 1}", "{v: 1}", "{v: -1}", "{v: 1, _id: 1}", "{v: -1, _id: 1}"})
    void typesHaveMongosOrder(String index) {
        store.insert(
                "{_id: 'a', v: 'a'}",
                "{_id: 'aa', v: 'aa'}",
                "{_id: 'A', v: 'A'}",
                "{_id: 'highest', v: MaxKey}",
                "{_id: 'date', v: ISODate('2026-01-01T00:00:00Z')}",
                "{_id: 'true', v: true}",
                "{_id: 'false', v: false}",
                "{_id: 'objectid', v: ObjectId('0123456789abcdef01234567')}",
                "{_id: 'binary', v: BinData(0, 'AAAA')}",
                "{_id: 'object', v: {z: 1}}",
                "{_id: 'array', v: [9, 'zz']}",
                "{_id: 'decimal', v: NumberDecimal('3.5')}",
                "{_id: 'double', v: 2.5}",
                "{_id: 'long', v: NumberLong(2)}",
                "{_id: 'int', v: 1}",
                "{_id: 'negative', v: -0.5}",
                "{_id: 'nan', v: NaN}",
                "{_id: 'null', v: null}",
                "{_id: 'missing'}",
                "{_id: 'empty', v: []}",
                "{_id: 'lowest', v: MinKey}");
        store.createIndex(index, "{}");

        assertThat(store.ids("{}", "{v: 1, _id: 1}")).isEqualTo(ASCENDING);
        assertThat(store.ids("{}", "{v: -1, _id: 1}")).isEqualTo(DESCENDING);
    }

    @ParameterizedTest(name = "sorted by {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: 1, b: 1}            | 1 2 3 4 5 6
                    {a: 1, b: -1}           | 3 2 1 6 5 4
                    {a: -1, b: 1}           | 4 5 6 1 2 3
                    {a: -1, b: -1}          | 6 5 4 3 2 1
                    {b: 1, a: -1}           | 4 1 5 2 6 3
                    {'n.x': -1, _id: 1}     | 6 4 5 1 2 3
                    {_id: -1}               | 6 5 4 3 2 1
                    """)
    void severalFieldsEachWithItsDirection(String sort, String ids) {
        store.insert(
                "{_id: 5, a: 2, b: 'y', n: {x: 1}}",
                "{_id: 2, a: 1, b: 'y'}",
                "{_id: 6, a: 2, b: 'z', n: {x: 2}}",
                "{_id: 1, a: 1, b: 'x'}",
                "{_id: 4, a: 2, b: 'x', n: {x: 1}}",
                "{_id: 3, a: 1, b: 'z'}");
        List<String> expected = List.of(ids.split(" "));

        assertThat(store.ids("{}", sort)).isEqualTo(expected);
        for (String index :
                List.of("{a: 1, b: 1}", "{a: 1, b: -1}", "{b: 1, a: -1}", "{'n.x': 1}", "{a: 1}")) {
            store.createIndex(index, "{}");
            assertThat(store.ids("{}", sort)).as("with %s", index).isEqualTo(expected);
            assertThat(store.ids("{a: {$gte: 1}}", sort)).as("with %s", index).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "sort {0}, skip {1}, limit {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {n: 1}  | 0  | 3  | 0 1 2
                    {n: 1}  | 4  | 3  | 4 5 6
                    {n: 1}  | 8  | 5  | 8 9
                    {n: 1}  | 8  | 0  | 8 9
                    {n: 1}  | 10 | 5  | ~~
                    {n: -1} | 1  | 2  | 8 7
                    {n: -1} | 0  | -2 | 9 8
                    """)
    void skipAndLimitCutTheOrderedResult(String sort, int skip, int limit, String ids) {
        store.insert(
                IntStream.of(3, 7, 0, 9, 1, 8, 2, 6, 4, 5)
                        .mapToObj("{_id: %1$d, n: %1$d}"::formatted)
                        .toArray(String[]::new));
        List<String> expected = ids.isEmpty() ? List.of() : List.of(ids.split(" "));

        for (String index : List.of("{other: 1}", "{n: 1}")) {
            store.createIndex(index, "{}");
            var found =
                    store.things().find().sort(BsonDocument.parse(sort)).skip(skip).limit(limit);
            assertThat(FreshDatabase.ids(found)).as("with %s", index).isEqualTo(expected);
        }
    }
}
