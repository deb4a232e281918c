package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.List;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a write makes of a document, types included. */
class WritesContractTest {
    private static final BsonDocument ALL = new BsonDocument();

    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: 1}              | {$set: {b: NumberLong(2)}}         | {a: 1, b: NumberLong(2)}
                    {a: 1}              | {$set: {a: {b: []}}}               | {a: {b: []}}
                    {a: 1}              | {$set: {'n.x.y': 1}}               | {a: 1, n: {x: {y: 1}}}
                    {n: {x: 1, y: 2}}   | {$set: {'n.x': 'new'}}             | {n: {x: 'new', y: 2}}
                    {a: [1, 2]}         | {$set: {'a.1': 5}}                 | {a: [1, 5]}
                    {a: [1]}            | {$set: {'a.3': 5}}                 | {a: [1, null, null, 5]}
                    {a: 1, b: 2}        | {$unset: {a: ''}}                  | {b: 2}
                    {a: 1}              | {$set: {a: NumberLong(1)}}         | {a: NumberLong(1)}
                    {n: {x: 1, y: 2}}   | {$set: {n: {y: 2, x: 1}}}          | {n: {y: 2, x: 1}}
                    {a: [{x: 1}, {x: 2}]} | {$set: {'a.1.x': 3}, $inc: {'a.0.x': 1}} | {a: [{x: 2}, {x: 3}]}
                    {a: 1}              | {$set: {'0': 1, 'b.0': 1}}         | {a: 1, '0': 1, b: {'0': 1}}
                    {a: null}           | {$max: {a: 5}}                     | {a: 5}
                    {a: 1}              | {$unset: {'a.b': ''}}              | {a: 1}
                    {a: 1}              | {$unset: {b: ''}}                  | {a: 1}
                    {n: {x: 1, y: 2}}   | {$unset: {'n.x': ''}}              | {n: {y: 2}}
                    {a: [1, 2, 3]}      | {$unset: {'a.1': ''}}              | {a: [1, null, 3]}
                    {a: 1}              | {$inc: {a: 2}}                     | {a: 3}
                    {a: 1}              | {$inc: {b: -2}}                    | {a: 1, b: -2}
                    {a: 1}              | {$inc: {a: NumberLong(2)}}         | {a: NumberLong(3)}
                    {a: NumberLong(1)}  | {$inc: {a: 2}}                     | {a: NumberLong(3)}
                    {a: 1}              | {$inc: {a: 0.5}}                   | {a: 1.5}
                    {a: 1}              | {$inc: {a: NumberDecimal('0.1')}}  | {a: NumberDecimal('1.1')}
                    {a: 2147483647}     | {$inc: {a: 1}}                     | {a: NumberLong("2147483648")}
                    {n: {x: 1}}         | {$inc: {'n.x': 1, 'n.y': 1}}       | {n: {x: 2, y: 1}}
                    {a: 5}              | {$min: {a: 3}}                     | {a: 3}
                    {a: 5}              | {$min: {a: 7}}                     | {a: 5}
                    {a: 5}              | {$min: {b: 7}}                     | {a: 5, b: 7}
                    {a: 5}              | {$max: {a: 7.5}}                   | {a: 7.5}
                    {a: 5}              | {$max: {a: NumberLong(5)}}         | {a: 5}
                    {a: 5}              | {$max: {a: 'text'}}                | {a: 'text'}
                    {a: 1}              | {$setOnInsert: {a: 2}, $set: {b: 1}} | {a: 1, b: 1}
                    {a: [1]}            | {$push: {a: 1}}                    | {a: [1, 1]}
                    {}                  | {$push: {a: {x: 1}}}               | {a: [{x: 1}]}
                    {n: {a: []}}        | {$push: {'n.a': [1, 2]}}           | {n: {a: [[1, 2]]}}
                    {a: [1]}            | {$push: {a: {$each: [2, 3]}}}      | {a: [1, 2, 3]}
                    {}                  | {$push: {a: {$each: []}}}          | {a: []}
                    {a: [1, 2]}         | {$push: {a: {$each: [3, 4], $slice: -3}}} | {a: [2, 3, 4]}
                    {a: [1, 2]}         | {$push: {a: {$each: [3, 4], $slice: 3}}}  | {a: [1, 2, 3]}
                    {a: [1, 2]}         | {$push: {a: {$each: [3], $slice: 0}}}     | {a: []}
                    {a: [1]}            | {$addToSet: {a: 1.0}}              | {a: [1]}
                    {a: [{x: 1}]}       | {$addToSet: {a: {x: 1}}}           | {a: [{x: 1}]}
                    {a: [{x: 1, y: 2}]} | {$addToSet: {a: {y: 2, x: 1}}}     | {a: [{x: 1, y: 2}, {y: 2, x: 1}]}
                    {a: [1]}            | {$addToSet: {a: {$each: [1, 2, 2]}}} | {a: [1, 2]}
                    {}                  | {$addToSet: {a: 1}}                | {a: [1]}
                    {a: [1, 2, 1.0]}    | {$pull: {a: 1}}                    | {a: [2]}
                    {a: [1, 2, 3]}      | {$pull: {a: {$gte: 2}}}            | {a: [1]}
                    {a: [1, 2, 3]}      | {$pull: {a: {$in: [1, 3]}}}        | {a: [2]}
                    {a: [{id: 'x', n: 1}, {id: 'y'}]} | {$pull: {a: {id: {$in: ['x', 'z']}}}} | {a: [{id: 'y'}]}
                    {a: [{id: 'x', n: 1}, {id: 'y'}]} | {$pull: {a: {id: 'x'}}} | {a: [{id: 'y'}]}
                    {b: 1}              | {$pull: {a: 1}}                    | {b: 1}
                    {a: [], b: 1}       | {$push: {a: {$each: [1]}}, $set: {c: 1}, $unset: {b: ''}, $inc: {v: 1}} | {a: [1], c: 1, v: 1}
                    """)
    void anUpdateMakes(String before, String update, String after) {
        store.things().insertOne(BsonDocument.parse(before).append("_id", new BsonInt32(1)));

        store.things().updateOne(ALL, BsonDocument.parse(update));

        BsonDocument found = store.things().find().first();
        assertThat(found).isNotNull();
        found.remove("_id");
        assertThat(found).isEqualTo(BsonDocument.parse(after));
        assertThat(found.toJson()).isEqualTo(BsonDocument.parse(after).toJson());
    }

    @Test
    void anUpdateToldWhatItMatchedAndChanged() {
        store.insert("{_id: 1, n: 1}", "{_id: 2, n: 1}", "{_id: 3, n: 2}");

        var same = store.things().updateMany(Filters.eq("n", 1), Updates.set("n", 1));
        var changed = store.things().updateMany(Filters.gte("n", 1), Updates.max("n", 2));
        var none = store.things().updateOne(Filters.eq("n", 9), Updates.set("n", 1));

        assertThat(List.of(same.getMatchedCount(), same.getModifiedCount()))
                .containsExactly(2L, 0L);
        assertThat(List.of(changed.getMatchedCount(), changed.getModifiedCount()))
                .containsExactly(3L, 2L);
        assertThat(none.getMatchedCount()).isZero();
    }

    @Test
    void updateOneAndDeleteOneTouchOneDocument() {
        store.insert("{_id: 1, n: 1}", "{_id: 2, n: 1}", "{_id: 3, n: 1}");

        store.things().updateOne(Filters.eq("n", 1), Updates.set("n", 2));
        long deleted = store.things().deleteOne(Filters.eq("n", 1)).getDeletedCount();

        assertThat(deleted).isEqualTo(1);
        assertThat(store.things().countDocuments(Filters.eq("n", 1))).isEqualTo(1);
        assertThat(store.things().deleteMany(Filters.in("n", 1, 2)).getDeletedCount()).isEqualTo(2);
        assertThat(store.things().deleteMany(ALL).getDeletedCount()).isZero();
    }

    @Test
    void aReplacementKeepsTheIdAndNothingElse() {
        store.insert("{_id: 1, a: 1, b: 2}");

        store.things().replaceOne(Filters.eq("a", 1), BsonDocument.parse("{c: 3}"));

        assertThat(store.things().find()).containsExactly(BsonDocument.parse("{_id: 1, c: 3}"));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {_id: 1}                             | {$set: {a: 1}}         | {_id: 1, a: 1}
                    {_id: 1, k: 'x'}                     | {$setOnInsert: {a: 1}} | {_id: 1, k: 'x', a: 1}
                    {$and: [{_id: 1}, {k: {$eq: 'x'}}]}  | {$inc: {n: 1}}         | {_id: 1, k: 'x', n: 1}
                    {_id: 1, 'n.x': 2}                   | {$push: {a: 1}}        | {_id: 1, n: {x: 2}, a: [1]}
                    {_id: 1, n: {$gt: 5}}                | {$set: {a: 1}}         | {_id: 1, a: 1}
                    {k: {$in: ['x', 'y']}}               | {$set: {_id: 1}}       | {_id: 1}
                    {_id: 1, n: 1}                       | {$set: {n: 2}}         | {_id: 1, n: 2}
                    """)
    void anUpsertMakesADocumentOfFilterAndUpdate(String filter, String update, String made) {
        var result =
                store.things()
                        .updateOne(
                                BsonDocument.parse(filter),
                                BsonDocument.parse(update),
                                new UpdateOptions().upsert(true));

        assertThat(result.getMatchedCount()).isZero();
        assertThat(result.getUpsertedId()).isEqualTo(BsonDocument.parse(made).get("_id"));
        assertThat(store.things().find()).containsExactly(BsonDocument.parse(made));
    }

    @Test
    void anUpsertOfAReplacementInsertsThenReplaces() {
        var upsert = new ReplaceOptions().upsert(true);
        var id = Filters.eq("_id", "a");

        var first = store.things().replaceOne(id, BsonDocument.parse("{_id: 'a', n: 1}"), upsert);
        var second = store.things().replaceOne(id, BsonDocument.parse("{_id: 'a', m: 2}"), upsert);

        assertThat(first.getUpsertedId()).isNotNull();
        assertThat(second.getUpsertedId()).isNull();
        assertThat(second.getModifiedCount()).isEqualTo(1);
        assertThat(store.things().find()).containsExactly(BsonDocument.parse("{_id: 'a', m: 2}"));
    }

    @Test
    void anUpsertWithoutIdGetsAnObjectId() {
        var made =
                store.things()
                        .updateOne(
                                Filters.eq("k", "x"),
                                Updates.set("a", 1),
                                new UpdateOptions().upsert(true));

        assertThat(made.getUpsertedId()).isNotNull();
        assertThat(made.getUpsertedId().getBsonType()).isEqualTo(BsonType.OBJECT_ID);
    }

    @Test
    void currentDateIsTheServersTime() {
        store.insert("{_id: 1}");

        store.things().updateOne(ALL, Updates.currentDate("at"));

        BsonDocument found = store.things().find().first();
        assertThat(found).isNotNull();
        BsonDateTime at = found.getDateTime("at");
        assertThat(Instant.ofEpochMilli(at.getValue()))
                .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(300));
    }
}
