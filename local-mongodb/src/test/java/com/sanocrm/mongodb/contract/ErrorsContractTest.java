package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong anywhere is answered with MongoDB's code, and changes nothing. Two codes where its
 * versions differ.
 */
class ErrorsContractTest {
    @RegisterExtension
    private final FreshDatabase store = new FreshDatabase(ServerUnderTest.unrecorded());

    @BeforeEach
    void insert() {
        store.insert(
                "{_id: 1, n: 1, text: 'a', list: [1], deep: {x: 1}, none: null,"
                        + " big: NumberLong('9223372036854775807')}");
    }

    /**
     * 2 BadValue, 9 FailedToParse, 14 TypeMismatch, 28 PathNotViable, 40
     * ConflictingUpdateOperators, 52 DollarPrefixedFieldName, 66 ImmutableField.
     */
    @ParameterizedTest(name = "{0} is refused with {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {$inc: {text: 1}}                       | 14
                    {$inc: {n: 'a'}}                        | 14
                    {$inc: {n: null}}                       | 14
                    {$inc: {list: 1}}                       | 14
                    {$push: {n: 1}}                         | 2
                    {$addToSet: {n: 1}}                     | 2
                    {$pull: {n: 1}}                         | 2
                    {$push: {list: {$each: 1}}}             | 2
                    {$set: {_id: 2}}                        | 66
                    {$unset: {_id: ''}}                     | 66
                    {$set: {'n.x': 1}}                      | 28
                    {$inc: {'text.x': 1}}                   | 28
                    {$set: {'list.x': 1}}                   | 28
                    {$set: {a: 1}, $unset: {a: ''}}         | 40
                    {$set: {a: 1, 'a.b': 1}}                | 40
                    {$set: {deep: 1}, $inc: {'deep.x': 1}}  | 40
                    {$nothing: {a: 1}}                      | 9
                    {$set: 1}                               | 9
                    {$set: {a: 1}, b: 1}                    | 9
                    {a: 1, $set: {b: 1}}                    | 9 52
                    {$set: {'$a': 1}}                       | 52
                    {$push: {list: {$each: [], $what: 1}}}  | 2
                    {$inc: {big: 1}}                        | 2
                    {$inc: {none: 1}}                       | 14
                    {$set: {'': 1}}                         | 56
                    {$set: {'a..b': 1}}                     | 56
                    {$currentDate: {at: 'now'}}             | 2
                    {_id: 2, n: 1}                          | 66
                    """)
    void aWrongUpdate(String update, String codes) {
        BsonDocument before = store.things().find().first();

        BsonDocument answer =
                store.run("{update: 'things', updates: [{q: {_id: 1}, u: %s}]}".formatted(update));

        BsonDocument error = answer.getArray("writeErrors").getFirst().asDocument();
        assertThat(codes.split(" ")).contains(String.valueOf(error.getInt32("code").getValue()));
        assertThat(store.things().find()).containsExactly(before);
    }

    /** 59 CommandNotFound, 27 IndexNotFound, 40415 an unknown field of a command. */
    @ParameterizedTest(name = "{0} is refused with {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {frobnicate: 1}                                            | 59
                    {find: 'things', filter: {$frobnicate: 1}}                 | 2
                    {find: 'things', filter: {n: {$frobnicate: 1}}}            | 2
                    {find: 'things', filter: {n: {$gt: 1, x: 1}}}              | 2
                    {find: 'things', filter: {$or: []}}                        | 2
                    {find: 'things', filter: {$and: {n: 1}}}                   | 2
                    {find: 'things', filter: {n: {$in: 1}}}                    | 2
                    {find: 'things', frobnicate: 1}                            | 40415
                    {find: 'things', hint: 'none'}                             | 2
                    {find: 'things', hint: {none: 1}}                          | 2
                    {find: 'things', sort: {n: 2}}                             | 2 15975
                    {find: 'things', sort: {n: 'up'}}                          | 2 15974 15975
                    {find: 'things', skip: -1}                                 | 51024
                    {find: 'things', limit: -1}                                | 51024
                    {find: 'things', filter: 1}                                | 14
                    {find: 'things', projection: {n: 1, text: 0}}              | 31254
                    {find: 'things', projection: {n: 0, text: 1}}              | 31253
                    {find: ''}                                                 | 73
                    {aggregate: 'things', pipeline: [{$frobnicate: 1}], cursor: {}} | 40324
                    {aggregate: 'things', pipeline: [{$match: 1}], cursor: {}} | 15959
                    {aggregate: 'things', pipeline: [{$project: {a: {$frobnicate: 1}}}], cursor: {}} | 168 31325
                    {aggregate: 'things', pipeline: [{$group: {_id: 1, a: {$frobnicate: 1}}}], cursor: {}} | 15952
                    {aggregate: 'things', pipeline: [{$group: {a: {$sum: 1}}}], cursor: {}} | 15955
                    {aggregate: 'things', pipeline: []}                        | 9
                    {aggregate: 'things', pipeline: [], cursor: {}, frobnicate: 1} | 40415
                    {insert: 'things', documents: [{_id: 2}], frobnicate: 1}   | 40415
                    {update: 'things', updates: [{q: {}, u: {$set: {n: 5}}}], frobnicate: 1} | 40415
                    {update: 'things', updates: [{q: {}, u: {$set: {n: 5}}, frobnicate: 1}]} | 40415
                    {update: 'things', updates: [{q: {}}]}                     | 40414
                    {update: 'things', updates: []}                            | 16
                    {delete: 'things', deletes: [{q: {}, limit: 0, frobnicate: 1}]} | 40415
                    {delete: 'things', deletes: [{q: {}}]}                     | 40414
                    {delete: 'things', deletes: [{q: {}, limit: 5}]}           | 9
                    {findAndModify: 'things', query: {}, update: {$set: {n: 5}}, frobnicate: 1} | 40415
                    {findAndModify: 'things', query: {}, update: {$set: {n: 5}}, remove: true} | 9
                    {findAndModify: 'things', query: {}}                       | 9
                    {findAndModify: 'things', query: {}, update: {$inc: {text: 1}}} | 14
                    {createIndexes: 'things', indexes: [{key: {n: 1}, name: 'n'}], frobnicate: 1} | 40415
                    {createIndexes: 'things', indexes: []}                     | 2
                    {count: 'things', frobnicate: 1}                           | 40415
                    {distinct: 'things', key: 'n', frobnicate: 1}              | 40415
                    {create: 'others', frobnicate: 1}                          | 40415
                    {listIndexes: 'none'}                                      | 26
                    {dropIndexes: 'things', index: 'none'}                     | 27
                    {dropIndexes: 'none', index: 'n'}                          | 26
                    {getMore: NumberLong(1), collection: 'things', frobnicate: 1} | 40415
                    """)
    void aWrongCommand(String command, String codes) {
        BsonDocument before = store.things().find().first();

        assertThatThrownBy(() -> store.run(command))
                .asInstanceOf(InstanceOfAssertFactories.type(MongoCommandException.class))
                .extracting(failure -> String.valueOf(failure.getErrorCode()))
                .isIn((Object[]) codes.split(" "));

        assertThat(store.things().find()).containsExactly(before);
        assertThat(store.database().listCollectionNames()).containsExactly("things");
    }

    /** 53 InvalidIdField, 171 CannotIndexParallelArrays. */
    @ParameterizedTest(name = "{0} is refused with {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {_id: [1]}                  | 2 53
                    {_id: {$regex: 'a'}}        | 52
                    {_id: 2, l: [1], m: [1]}    | 171
                    {_id: 1}                    | 11000
                    {_id: NumberLong(1)}        | 11000
                    """)
    void aDocumentThatCannotBe(String document, String codes) {
        store.createIndex("{l: 1, m: 1}", "{}");

        BsonDocument answer = store.run("{insert: 'things', documents: [%s]}".formatted(document));

        assertThat(answer.getNumber("n").intValue()).isZero();
        BsonDocument error = answer.getArray("writeErrors").getFirst().asDocument();
        assertThat(codes.split(" ")).contains(String.valueOf(error.getInt32("code").getValue()));
        assertThat(store.things().countDocuments()).isEqualTo(1);
    }

    /** 10334 and 17419 are BSONObjectTooLarge. */
    @Test
    void aDocumentCannotGrowBeyond16MiB() {
        var push = Updates.push("parts", "x".repeat(9 << 20));
        store.things().updateOne(Filters.eq("_id", 1), push);

        assertThatThrownBy(() -> store.things().updateOne(Filters.eq("_id", 1), push))
                .asInstanceOf(InstanceOfAssertFactories.type(MongoWriteException.class))
                .extracting(failure -> failure.getError().getCode())
                .isIn(10334, 17419);

        assertThat(store.things().countDocuments(Filters.exists("parts.1"))).isZero();
    }

    @Test
    void aCommandAfterARefusedOneIsServedOnTheSameConnection() {
        assertThatThrownBy(() -> store.run("{frobnicate: 1}"))
                .isInstanceOf(MongoCommandException.class);

        assertThat(store.things().countDocuments(Filters.eq("n", 1))).isEqualTo(1);
    }
}
