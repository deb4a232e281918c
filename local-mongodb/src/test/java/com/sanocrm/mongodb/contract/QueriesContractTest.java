package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a filter finds; with any index the same as without one. */
class QueriesContractTest {
    private static final List<String[]> INDEXES =
            List.of(
                    new String[] {"{v: 1}", "{}"},
                    new String[] {"{v: -1}", "{}"},
                    new String[] {"{v: 1, _id: -1}", "{}"},
                    new String[] {"{v: 1}", "{sparse: true}"},
                    new String[] {"{v: 1}", "{partialFilterExpression: {v: {$gt: 1}}}"},
                    new String[] {"{v: 1}", "{partialFilterExpression: {v: {$exists: true}}}"},
                    new String[] {"{'v.a': 1}", "{}"},
                    new String[] {"{'v.a': 1}", "{sparse: true}"});

    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {}                                | missing null int long double decimal nan string empty array object true date
                    {v: 1}                            | int array
                    {v: NumberLong(1)}                | int array
                    {v: NumberDecimal("1.0")}         | int array
                    {v: 2.0}                          | long
                    {v: {$eq: 2}}                     | long
                    {v: NaN}                          | nan
                    {v: 'a'}                          | string array
                    {v: true}                         | true
                    {v: []}                           | empty
                    {v: [1, 'a']}                     | array
                    {v: ['a', 1]}                     | ~~
                    {v: {a: 1}}                       | object
                    {v: {a: 1, b: 2}}                 | ~~
                    {v: null}                         | missing null
                    {v: {$ne: null}}                  | int long double decimal nan string empty array object true date
                    {v: {$ne: 1}}                     | missing null long double decimal nan string empty object true date
                    {v: {$exists: true}}              | null int long double decimal nan string empty array object true date
                    {v: {$exists: false}}             | missing
                    {v: {$gt: 1}}                     | long double decimal
                    {v: {$gte: 1}}                    | int long double decimal array
                    {v: {$lt: 3}}                     | int long double array
                    {v: {$lte: NumberDecimal("3")}}   | int long double decimal array
                    {v: {$lt: NumberLong(2)}}         | int array
                    {v: {$gt: 2, $lt: 3}}             | double
                    {v: {$gt: 'A'}}                   | string array
                    {v: {$lt: 'a'}}                   | ~~
                    {v: {$gt: false}}                 | true
                    {v: {$lt: ISODate("2026-01-02T00:00:00Z")}} | date
                    {v: {$gt: ISODate("2026-01-01T00:00:00Z")}} | ~~
                    {v: {$in: [1, 'a']}}              | int string array
                    {v: {$in: [2.5, 3, 2]}}           | long double decimal
                    {v: {$in: [null]}}                | missing null
                    {v: {$in: [null, true]}}          | missing null true
                    {v: {$in: []}}                    | ~~
                    {v: {$in: [[]]}}                  | empty
                    {v: {$nin: [1, null]}}            | long double decimal nan string empty object true date
                    {v: {$nin: []}}                   | missing null int long double decimal nan string empty array object true date
                    {v: {$not: {$gt: 1}}}             | missing null int nan string empty array object true date
                    {$and: [{v: {$gt: 1}}, {v: {$lt: 3}}]} | long double
                    {$or: [{v: 1}, {v: true}]}        | int array true
                    {$or: [{v: {$gt: 2}}, {v: {$lt: 2}}]} | int double decimal array
                    {$or: [{v: null}, {_id: 'int'}]}  | missing null int
                    {$and: [{$or: [{v: 1}, {v: 2}]}, {$or: [{_id: 'int'}, {_id: 'long'}]}]} | int long
                    {$nor: [{v: {$exists: true}}]}    | missing
                    {$nor: [{v: 1}, {v: 'a'}]}        | missing null long double decimal nan empty object true date
                    {'v.a': 1}                        | object
                    {'v.a': {$exists: true}}          | object
                    {'v.a': null}                     | missing null int long double decimal nan string true date
                    {'v.0': 1}                        | array
                    {'v.0': {$exists: true}}          | array
                    {_id: 'int', v: 1}                | int
                    {_id: {$in: ['int', 'long', 'x']}, v: {$gt: 1}} | long
                    {_id: {$gt: 'null'}}              | object string true
                    {_id: {$gte: 'null', $lt: 'string'}} | null object
                    {_id: {$nin: ['int', 'long']}, v: {$lte: 2.5}} | double array
                    """)
    void finds(String filter, String ids) {
        store.insert(
                "{_id: 'missing'}",
                "{_id: 'null', v: null}",
                "{_id: 'int', v: 1}",
                "{_id: 'long', v: NumberLong(2)}",
                "{_id: 'double', v: 2.5}",
                "{_id: 'decimal', v: NumberDecimal('3')}",
                "{_id: 'nan', v: NaN}",
                "{_id: 'string', v: 'a'}",
                "{_id: 'empty', v: []}",
                "{_id: 'array', v: [1, 'a']}",
                "{_id: 'object', v: {a: 1}}",
                "{_id: 'true', v: true}",
                "{_id: 'date', v: ISODate('2026-01-01T00:00:00Z')}");

        findsWhateverIsIndexed(filter, words(ids));
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {v: NumberLong("9007199254740993")}         | long
                    {v: 9007199254740992.0}                     | double
                    {v: {$gt: 9007199254740992.0}}              | long decimal max infinity
                    {v: {$lt: NumberLong("9007199254740993")}}  | double zero minus fraction
                    {v: {$gte: NumberLong("9223372036854775807")}} | max infinity
                    {v: {$lt: 0}}                               | minus
                    {v: {$gte: NumberDecimal("-0")}}            | double long decimal max infinity zero fraction
                    {v: -0.0}                                   | zero
                    {v: 0.1}                                    | fraction
                    {v: NumberDecimal("0.1")}                   | ~~
                    {v: {$gt: NumberDecimal("0.1"), $lt: 1}}    | fraction
                    {v: {$gt: NumberDecimal("9007199254740993")}} | decimal max infinity
                    {v: Infinity}                               | infinity
                    """)
    void numbersOfAllTypesCompareByTheirExactValue(String filter, String ids) {
        store.insert(
                "{_id: 'double', v: 9007199254740992.0}",
                "{_id: 'long', v: NumberLong('9007199254740993')}",
                "{_id: 'decimal', v: NumberDecimal('9007199254740993.5')}",
                "{_id: 'max', v: NumberLong('9223372036854775807')}",
                "{_id: 'infinity', v: Infinity}",
                "{_id: 'zero', v: 0}",
                "{_id: 'minus', v: NumberDecimal('-1E-30')}",
                "{_id: 'fraction', v: 0.1}");

        findsWhateverIsIndexed(filter, words(ids));
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {v: {$elemMatch: {a: {$gt: 3}, k: 'x'}}}    | one
                    {'v.a': {$gt: 3}, 'v.k': 'x'}               | both one plain
                    {'v.a': {$gt: 3, $lt: 2}}                   | both
                    {v: {$elemMatch: {a: {$gt: 3, $lt: 2}}}}    | ~~
                    {'v.1.k': 'y'}                              | both
                    {'v.a': 5}                                  | both one plain
                    {'v.a': null}                               | lacking
                    {'v.a': {$exists: false}}                   | empty numbers
                    {'v.a': {$in: [1, 7]}}                      | both
                    {'v.a': {$ne: 5}}                           | lacking empty numbers
                    {'v.a': {$nin: [1]}}                        | one plain lacking empty numbers
                    {v: {$elemMatch: {$gte: 8, $lt: 9}}}        | numbers
                    {v: {$gte: 10, $lt: 9}}                     | numbers
                    {v: 8}                                      | numbers
                    {v: {a: 5, k: 'x'}}                         | one plain
                    {'v.0': {$exists: true}}                    | both one lacking numbers
                    """)
    void arraysMatchByAnyElement(String filter, String ids) {
        store.insert(
                "{_id: 'both', v: [{a: 1, k: 'x'}, {a: 5, k: 'y'}]}",
                "{_id: 'one', v: [{a: 5, k: 'x'}]}",
                "{_id: 'plain', v: {a: 5, k: 'x'}}",
                "{_id: 'lacking', v: [{k: 'z'}, {a: 2}]}",
                "{_id: 'empty', v: []}",
                "{_id: 'numbers', v: [1, 8, 10]}");

        findsWhateverIsIndexed(filter, words(ids));
    }

    private void findsWhateverIsIndexed(String filter, List<String> ids) {
        assertThat(store.ids(filter, "{}")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(store.things().countDocuments(BsonDocument.parse(filter))).isEqualTo(ids.size());
        for (String[] index : INDEXES) {
            store.createIndex(index[0], index[1]);

            assertThat(store.ids(filter, "{}"))
                    .as("with the index %s %s", (Object[]) index)
                    .containsExactlyInAnyOrderElementsOf(ids);
            assertThat(store.ids(filter, "{v: 1}"))
                    .as("in order, with the index %s %s", (Object[]) index)
                    .containsExactlyInAnyOrderElementsOf(ids);
            store.things().dropIndexes();
        }
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
