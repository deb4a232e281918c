package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index that can serve a query is used: what the server examined, by its own counter. */
class IndexUseContractTest {
    private static final int DOCUMENTS = 1_000;

    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    /**
     * {@code n} is unique, {@code g} one of ten groups, {@code d} a day each; every hundredth
     * document {@code waits}, and has two {@code box} entries.
     */
    @BeforeEach
    void fill() {
        store.things()
                .insertMany(
                        IntStream.range(0, DOCUMENTS)
                                .map(i -> i * 7 % DOCUMENTS)
                                .mapToObj(IndexUseContractTest::document)
                                .toList());
    }

    private static BsonDocument document(int n) {
        String box = "[{t: %d}, {t: %d}]".formatted(n, n + 1);
        return BsonDocument.parse(
                "{_id: %d, n: %d, g: %d, p: {q: 'q%03d'}, d: {$date: {$numberLong: '%d'}}, tags: ['t%d', 'g%d'], %s box: %s}"
                        .formatted(
                                n,
                                n,
                                n % 10,
                                n,
                                n * 86_400_000L,
                                n,
                                n % 10,
                                n % 100 == 0 ? "waits: true, s: " + n + "," : "",
                                n % 100 == 0 ? box : "[]"));
    }

    @ParameterizedTest(name = "{0} {1}: {2} sort {3} limit {4} finds {5}, examines at most {6}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {n: 1}        | {} | {_id: 500}                           | {}              | 0  | 1   | 1
                    {n: 1}        | {} | {_id: {$in: [1, 5, 2000]}}           | {_id: 1}        | 0  | 2   | 2
                    {n: 1}        | {} | {_id: {$gt: 900}}                    | {_id: 1}        | 10 | 10  | 10
                    {n: 1}        | {} | {}                                   | {_id: -1}       | 10 | 10  | 10
                    {n: 1}        | {} | {_id: 5, n: 5}                       | {}              | 0  | 1   | 1
                    {n: 1}        | {} | {n: 500}                             | {}              | 0  | 1   | 1
                    {n: 1}        | {} | {n: {$gte: 100, $lt: 150}}           | {}              | 0  | 50  | 50
                    {n: -1}       | {} | {n: {$gte: 100, $lt: 150}}           | {}              | 0  | 50  | 50
                    {n: 1}        | {} | {$and: [{n: {$gt: 99}}, {n: {$lte: 149}}]} | {}        | 0  | 50  | 50
                    {n: 1}        | {} | {n: {$in: [3, 1, 2, 5000]}}          | {}              | 0  | 3   | 3
                    {n: 1}        | {} | {n: 500, g: 1}                       | {}              | 0  | 0   | 1
                    {n: 1}        | {} | {$or: [{n: 1}, {n: 7}]}              | {}              | 0  | 2   | 2
                    {n: 1}        | {} | {$or: [{n: 1}, {_id: 7}]}            | {}              | 0  | 2   | 2
                    {n: 1}        | {} | {$and: [{$or: [{n: 1}, {n: 7}]}, {$or: [{g: 1}, {g: 2}]}]} | {} | 0 | 1 | 2
                    {g: 1, n: 1}  | {} | {$and: [{$or: [{g: 3, n: {$lt: 50}}, {$and: [{g: 4}, {n: {$in: [14, 15]}}]}]}, {d: {$gte: ISODate('1970-01-05T00:00:00Z')}}]} | {n: 1} | 0 | 5 | 6
                    {n: 1}        | {} | {}                                   | {n: 1}          | 10 | 10  | 10
                    {n: 1}        | {} | {}                                   | {n: -1}         | 10 | 10  | 10
                    {n: -1}       | {} | {n: {$lt: 500}}                      | {n: -1}         | 10 | 10  | 10
                    {n: 1}        | {} | {n: {$lt: 500}, waits: true}         | {n: -1}         | 2  | 2   | 200
                    {d: 1}        | {} | {d: {$lt: ISODate('1970-01-11T00:00:00Z')}} | {d: 1}   | 0  | 10  | 10
                    {'p.q': 1}    | {} | {'p.q': 'q500'}                      | {}              | 0  | 1   | 1
                    {'p.q': 1}    | {} | {'p.q': {$gte: 'q990'}}              | {'p.q': -1}     | 5  | 5   | 5
                    {g: 1, n: 1}  | {} | {g: 3}                               | {}              | 0  | 100 | 100
                    {g: 1, n: 1}  | {} | {g: 3, n: 503}                       | {}              | 0  | 1   | 1
                    {g: 1, n: 1}  | {} | {g: 3, n: {$gt: 900}}                | {n: 1}          | 0  | 10  | 10
                    {g: 1, n: 1}  | {} | {g: 3}                               | {n: 1}          | 5  | 5   | 5
                    {g: 1, n: 1}  | {} | {g: 3}                               | {n: -1}         | 5  | 5   | 5
                    {g: 1, n: 1}  | {} | {g: 3, n: {$lt: 500}}                | {n: -1}         | 5  | 5   | 5
                    {g: 1, n: 1}  | {} | {g: {$in: [3, 4]}, n: {$lt: 50}}     | {}              | 0  | 10  | 10
                    {g: 1, n: 1}  | {} | {$and: [{g: 3}, {n: {$lt: 500}}]}    | {n: -1}         | 5  | 5   | 5
                    {g: 1, n: -1} | {} | {}                                   | {g: 1, n: -1}   | 5  | 5   | 5
                    {g: 1, n: -1} | {} | {}                                   | {g: -1, n: 1}   | 5  | 5   | 5
                    {g: 1, n: -1} | {} | {g: 3}                               | {n: 1}          | 5  | 5   | 5
                    {g: 1, _id: 1} | {} | {g: 3, _id: {$gt: 500}}             | {_id: 1}        | 5  | 5   | 5
                    {g: 1, d: -1, _id: -1} | {} | {g: 3, d: {$lt: ISODate('1971-01-01T00:00:00Z')}} | {d: -1, _id: -1} | 5 | 5 | 5
                    {tags: 1}     | {} | {tags: 't500'}                       | {}              | 0  | 1   | 1
                    {tags: 1}     | {} | {tags: {$in: ['t1', 't2', 'g9']}}    | {}              | 0  | 102 | 102
                    {tags: 1, n: 1} | {} | {tags: 'g3', n: {$lt: 500}}        | {n: -1}         | 5  | 5   | 5
                    {tags: 1, _id: 1} | {} | {tags: 'g3', _id: {$gt: 500}}    | {_id: 1}        | 5  | 5   | 5
                    {waits: 1}    | {sparse: true} | {waits: true}            | {}              | 0  | 10  | 10
                    {waits: 1}    | {sparse: true} | {waits: {$exists: true}} | {}              | 0  | 10  | 10
                    {s: 1}        | {sparse: true} | {s: {$lt: 500}}          | {s: 1}          | 2  | 2   | 2
                    {'box.t': 1}  | {sparse: true} | {'box.t': {$lt: 150}}    | {}              | 0  | 2   | 2
                    {'box.t': 1}  | {sparse: true} | {'box.t': {$lt: 5000}}   | {}              | 5  | 5   | 5
                    {'box.t': 1}  | {sparse: true} | {'box.t': {$exists: true}} | {_id: 1}      | 5  | 5   | 10
                    {n: 1}        | {partialFilterExpression: {waits: true}} | {waits: true, n: {$lt: 500}} | {n: 1} | 3 | 3 | 3
                    {n: 1}        | {partialFilterExpression: {waits: true}} | {$and: [{waits: true}, {n: {$gt: 500}}]} | {n: 1} | 3 | 3 | 3
                    {waits: 1, _id: 1} | {partialFilterExpression: {waits: true}} | {waits: true} | {_id: 1}    | 3  | 3   | 3
                    {s: 1}        | {partialFilterExpression: {s: {$exists: true}}} | {s: {$gte: 500}} | {s: 1}   | 0  | 5   | 5
                    {s: 1}        | {partialFilterExpression: {s: {$gt: 100}}} | {s: {$gt: 500}} | {}              | 0  | 4   | 4
                    """)
    void aFindExamines(
            String key,
            String options,
            String filter,
            String sort,
            int limit,
            int finds,
            int most) {
        store.createIndex(key, options);
        var found = new ArrayList<BsonDocument>();

        long examined =
                store.examinedBy(
                        () ->
                                store.things()
                                        .find(BsonDocument.parse(filter))
                                        .sort(BsonDocument.parse(sort))
                                        .limit(limit)
                                        .into(found));

        assertThat(found).hasSize(finds).doesNotHaveDuplicates();
        assertThat(examined).isLessThanOrEqualTo(most);
    }

    /** An index that leaves documents out serves no query that they fit. */
    @ParameterizedTest(name = "{0} {1}: {2} sort {3} finds all {4}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {s: 1}     | {sparse: true}                              | {}                    | {s: 1}  | 1000
                    {s: 1}     | {sparse: true}                              | {s: null}             | {}      | 990
                    {s: 1}     | {sparse: true}                              | {s: {$ne: 100}}       | {}      | 999
                    {s: 1}     | {sparse: true}                              | {s: {$exists: false}} | {}      | 990
                    {s: 1}     | {sparse: true}                              | {s: {$in: [null, 0]}} | {}      | 991
                    {s: 1}     | {sparse: true}                              | {s: {$not: {$gt: 0}}} | {}      | 991
                    {s: 1}     | {sparse: true}                              | {$or: [{s: 0}, {n: 1}]} | {}    | 2
                    {s: 1, n: 1} | {sparse: true}                            | {}                    | {s: 1, n: 1} | 1000
                    {n: 1}     | {partialFilterExpression: {waits: true}}    | {n: {$lt: 500}}       | {n: 1}  | 500
                    {n: 1}     | {partialFilterExpression: {waits: true}}    | {waits: {$exists: false}, n: {$lt: 500}} | {} | 495
                    {n: 1}     | {partialFilterExpression: {n: {$gt: 500}}}  | {n: {$gte: 500}}      | {}      | 500
                    {n: 1}     | {partialFilterExpression: {n: {$gt: 500}}}  | {$or: [{n: {$gt: 600}}, {n: 3}]} | {} | 400
                    """)
    void noDocumentIsLostToAnIndexThatLacksIt(
            String key, String options, String filter, String sort, int all) {
        store.createIndex(key, options);

        assertThat(store.ids(filter, sort)).hasSize(all).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} examines at most {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {update: 'things', updates: [{q: {n: 500}, u: {$set: {x: 1}}}]}                  | 1
                    {update: 'things', updates: [{q: {n: {$lt: 20}}, u: {$inc: {x: 1}}, multi: true}]} | 20
                    {update: 'things', updates: [{q: {n: 5000}, u: {$set: {x: 1}}, upsert: true}]}   | 0
                    {update: 'things', updates: [{q: {_id: 5, n: 6}, u: {$set: {x: 1}}}]}            | 1
                    {delete: 'things', deletes: [{q: {n: {$gte: 990}}, limit: 0}]}                   | 10
                    {delete: 'things', deletes: [{q: {_id: {$in: [1, 2, 3]}}, limit: 0}]}            | 3
                    {findAndModify: 'things', query: {_id: 5, n: 5}, update: {$set: {x: 1}}}         | 1
                    {findAndModify: 'things', query: {n: {$gt: 100}}, sort: {n: 1}, remove: true}    | 1
                    {count: 'things', query: {n: {$lt: 30}}}                                         | 30
                    {aggregate: 'things', pipeline: [{$match: {n: {$lt: 30}}}, {$group: {_id: 1, n: {$sum: 1}}}], cursor: {}} | 30
                    {aggregate: 'things', pipeline: [{$match: {n: {$gt: 30}}}, {$sort: {n: 1}}, {$limit: 5}], cursor: {}} | 5
                    {distinct: 'things', key: 'g', query: {n: {$lt: 30}}}                            | 30
                    """)
    void otherCommandsUseItToo(String command, int most) {
        store.createIndex("{n: 1}", "{}");
        List<BsonDocument> answers = new ArrayList<>();

        long examined = store.examinedBy(() -> answers.add(store.run(command)));

        assertThat(answers.getFirst()).doesNotContainKey("writeErrors");
        assertThat(examined).isLessThanOrEqualTo(most);
    }
}
