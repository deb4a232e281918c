package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which documents a unique index lets live together. */
class UniqueIndexesContractTest {
    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    @ParameterizedTest(name = "unique {0} {1}: {2} and {3}: {4}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: 1}        | {}             | {a: 1}              | {a: 2}               | both
                    {a: 1}        | {}             | {a: 1}              | {a: 1}               | one
                    {a: 1}        | {}             | {a: 1}              | {a: NumberLong(1)}   | one
                    {a: 1}        | {}             | {a: 1}              | {a: 1.0}             | one
                    {a: 1}        | {}             | {a: 1}              | {a: NumberDecimal('1.00')} | one
                    {a: 1}        | {}             | {a: 1}              | {a: '1'}             | both
                    {a: 1}        | {}             | {a: 'a'}            | {a: 'A'}             | both
                    {a: 1}        | {}             | {a: 'a'}            | {a: 'a\\u0000b'}     | both
                    {a: 1}        | {}             | {a: NumberLong('9007199254740993')} | {a: 9007199254740992.0} | both
                    {a: 1}        | {}             | {}                  | {}                   | one
                    {a: 1}        | {}             | {}                  | {a: null}            | one
                    {a: 1}        | {}             | {a: []}             | {a: null}            | both
                    {a: 1}        | {}             | {a: [1, 2]}         | {a: [2, 3]}          | one
                    {a: 1}        | {}             | {a: [1, 2]}         | {a: 2}               | one
                    {a: 1}        | {}             | {a: [1, 1]}         | {a: [2, 2]}          | both
                    {a: 1}        | {}             | {a: {x: 1, y: 2}}   | {a: {y: 2, x: 1}}    | both
                    {a: 1}        | {}             | {a: {x: 1}}         | {a: {x: 1.0}}        | one
                    {'a.b': 1}    | {}             | {a: {b: 1}}         | {a: {b: 1, c: 1}}    | one
                    {'a.b': 1}    | {}             | {a: 1}              | {a: {}}              | one
                    {'a.b': 1}    | {}             | {a: [{b: 1}, {b: 2}]} | {a: {b: 2}}        | one
                    {a: 1, b: 1}  | {}             | {a: 1, b: 1}        | {a: 1, b: 2}         | both
                    {a: 1, b: -1} | {}             | {a: 1, b: 1}        | {a: 1, b: 1}         | one
                    {a: 1, b: 1}  | {}             | {a: 1}              | {a: 1}               | one
                    {a: 1, b: 1}  | {}             | {a: [1, 2], b: 1}   | {a: 2, b: 1}         | one
                    {a: 1}        | {sparse: true} | {}                  | {}                   | both
                    {a: 1}        | {sparse: true} | {a: null}           | {a: null}            | one
                    {a: 1}        | {sparse: true} | {a: 1}              | {a: 1}               | one
                    {'a.b': 1}    | {sparse: true} | {a: 1}              | {a: []}              | both
                    {'a.b': 1}    | {sparse: true} | {a: {}}             | {a: {c: 1}}          | both
                    {a: 1, b: 1}  | {sparse: true} | {}                  | {}                   | both
                    {a: 1, b: 1}  | {sparse: true} | {a: 1}              | {a: 1}               | one
                    {a: 1} | {partialFilterExpression: {on: true}}        | {a: 1, on: true}  | {a: 1, on: false} | both
                    {a: 1} | {partialFilterExpression: {on: true}}        | {a: 1, on: true}  | {a: 1, on: true}  | one
                    {a: 1} | {partialFilterExpression: {on: true}}        | {on: true}        | {on: true}        | one
                    {a: 1} | {partialFilterExpression: {a: {$exists: true}}} | {b: 1}         | {b: 1}            | both
                    {a: 1} | {partialFilterExpression: {n: {$gt: 5}}}     | {a: 1, n: 6}      | {a: 1, n: 5}      | both
                    {a: 1} | {partialFilterExpression: {n: {$gt: 5}}}     | {a: 1, n: 6}      | {a: 1, n: 7.5}    | one
                    {a: 1} | {partialFilterExpression: {$and: [{n: {$gte: 1}}, {n: {$lt: 3}}]}} | {a: 1, n: 1} | {a: 1, n: 3} | both
                    {a: 1} | {partialFilterExpression: {s: {$in: ['x', 'y']}}} | {a: 1, s: 'x'} | {a: 1, s: 'y'} | one
                    """)
    void live(String key, String options, String first, String second, String survivors) {
        store.createIndex(
                key, BsonDocument.parse(options).append("unique", BsonBoolean.TRUE).toJson());
        store.insert(with(1, first));

        if (survivors.equals("both")) {
            store.insert(with(2, second));
        } else {
            assertDuplicate(() -> store.things().insertOne(BsonDocument.parse(with(2, second))));
        }

        assertThat(store.things().countDocuments()).isEqualTo(survivors.equals("both") ? 2 : 1);
    }

    private static String with(int id, String document) {
        return BsonDocument.parse(document).append("_id", new BsonInt32(id)).toJson();
    }

    @Test
    void anUpdateToATakenValueChangesNothing() {
        store.createIndex("{'person.mail': 1}", "{unique: true}");
        store.insert("{_id: 1, person: {mail: 'a'}}", "{_id: 2, person: {mail: 'b'}, n: 1}");
        var second = Filters.eq("_id", 2);
        var taken = Updates.combine(Updates.set("person.mail", "a"), Updates.set("n", 2));

        assertDuplicate(() -> store.things().updateOne(second, taken));
        assertDuplicate(
                () ->
                        store.things()
                                .replaceOne(second, BsonDocument.parse("{person: {mail: 'a'}}")));
        assertDuplicate(
                () ->
                        store.things()
                                .updateOne(
                                        Filters.eq("_id", 3),
                                        taken,
                                        new UpdateOptions().upsert(true)));
        assertThatThrownBy(() -> store.things().findOneAndUpdate(second, taken))
                .asInstanceOf(InstanceOfAssertFactories.type(MongoCommandException.class))
                .returns(11000, MongoCommandException::getErrorCode)
                .satisfies(e -> assertThat(e.getErrorMessage()).contains("E11000 duplicate key"));

        assertThat(store.things().find(second))
                .containsExactly(BsonDocument.parse("{_id: 2, person: {mail: 'b'}, n: 1}"));
        assertThat(store.things().countDocuments()).isEqualTo(2);
    }

    @Test
    void aValueIsFreeAgainWhenItsDocumentLeavesIt() {
        store.createIndex("{a: 1}", "{unique: true, partialFilterExpression: {on: true}}");
        store.insert(
                "{_id: 1, a: 1, on: true}", "{_id: 2, a: 2, on: true}", "{_id: 3, a: 3, on: true}");

        store.things().updateOne(Filters.eq("_id", 1), Updates.set("a", 9));
        store.things().updateOne(Filters.eq("_id", 2), Updates.set("on", false));
        store.things().deleteOne(Filters.eq("_id", 3));
        store.insert(
                "{_id: 4, a: 1, on: true}", "{_id: 5, a: 2, on: true}", "{_id: 6, a: 3, on: true}");

        assertThat(store.ids("{}", "{_id: 1}")).containsExactly("1", "2", "4", "5", "6");
        assertDuplicate(
                () -> store.things().updateOne(Filters.eq("_id", 2), Updates.set("on", true)));
    }

    @Test
    void aDocumentMayBeWrittenAgainWithItsOwnValue() {
        store.createIndex("{a: 1}", "{unique: true}");
        store.insert("{_id: 1, a: [1, 2], b: 1}");

        store.things().updateOne(Filters.eq("_id", 1), Updates.set("b", 2));
        store.things().updateOne(Filters.eq("a", 1), Updates.set("a", 2));
        store.things().replaceOne(Filters.eq("a", 2), BsonDocument.parse("{a: 2}"));

        assertThat(store.ids("{a: 2}", "{}")).containsExactly("1");
    }

    private static void assertDuplicate(ThrowingCallable action) {
        assertThatThrownBy(action)
                .asInstanceOf(InstanceOfAssertFactories.type(MongoWriteException.class))
                .returns(11000, failure -> failure.getError().getCode())
                .returns(ErrorCategory.DUPLICATE_KEY, failure -> failure.getError().getCategory());
    }
}
