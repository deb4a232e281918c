package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How indexes are declared, listed and dropped. */
class IndexesContractTest {
    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    @RegisterExtension
    private final FreshDatabase refusing = new FreshDatabase(ServerUnderTest.unrecorded());

    @Test
    void theyAreListedAsDeclared() {
        store.things().createIndex(Indexes.ascending("a"));
        store.things()
                .createIndex(
                        Indexes.compoundIndex(Indexes.ascending("a"), Indexes.descending("b.c")),
                        new IndexOptions().unique(true).sparse(true));
        store.things()
                .createIndex(
                        Indexes.ascending("at"),
                        new IndexOptions()
                                .name("expiry")
                                .expireAfter(1L, TimeUnit.HOURS)
                                .partialFilterExpression(BsonDocument.parse("{done: true}")));

        assertThat(listed(store))
                .containsExactlyInAnyOrder(
                        BsonDocument.parse("{v: 2, key: {_id: 1}, name: '_id_'}"),
                        BsonDocument.parse("{v: 2, key: {a: 1}, name: 'a_1'}"),
                        BsonDocument.parse(
                                "{v: 2, key: {a: 1, 'b.c': -1}, name: 'a_1_b.c_-1', unique: true,"
                                        + " sparse: true}"),
                        BsonDocument.parse(
                                "{v: 2, key: {at: 1}, name: 'expiry', expireAfterSeconds:"
                                        + " NumberLong(3600), partialFilterExpression: {done:"
                                        + " true}}"));
    }

    /** Without the types of numbers, which differ between versions of MongoDB. */
    private static List<BsonDocument> listed(FreshDatabase store) {
        var found = store.things().listIndexes(BsonDocument.class).into(new ArrayList<>());
        found.forEach(
                index -> {
                    index.remove("ns");
                    if (index.containsKey("expireAfterSeconds")) {
                        long seconds = index.getNumber("expireAfterSeconds").longValue();
                        index.put("expireAfterSeconds", new BsonInt64(seconds));
                    }
                });
        return found;
    }

    @Test
    void declaringTheSameAgainChangesNothing() {
        var first = store.createIndex("{a: 1}", "{unique: true}");
        var again = store.createIndex("{a: 1}", "{unique: true}");

        assertThat(first.getNumber("numIndexesBefore").intValue()).isEqualTo(1);
        assertThat(first.getNumber("numIndexesAfter").intValue()).isEqualTo(2);
        assertThat(first.getBoolean("createdCollectionAutomatically").getValue()).isTrue();
        assertThat(again.getNumber("numIndexesBefore").intValue()).isEqualTo(2);
        assertThat(again.getNumber("numIndexesAfter").intValue()).isEqualTo(2);
        assertThat(listed(store)).hasSize(2);
    }

    /** 85 is IndexOptionsConflict, 86 IndexKeySpecsConflict, 67 CannotCreateIndex. */
    @ParameterizedTest(name = "{0} {1} is refused with {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: 1}       | {name: 'other'}                  | 85
                    {a: 1}       | {name: 'a_1', unique: true}      | 86
                    {a: 1}       | {name: 'a_1', sparse: true}      | 86
                    {b: 1}       | {name: 'a_1'}                    | 86
                    {a: -1}      | {name: 'a_1'}                    | 86
                    {a: 1}       | {expireAfterSeconds: 60}         | 85
                    {}           | {name: 'empty'}                  | 67
                    {b: 0}       | {}                               | 67
                    {b: 'what'}  | {}                               | 67
                    {'': 1}      | {}                               | 67
                    {b: 1}       | {name: ''}                       | 67
                    {b: 1}       | {unknown: true}                  | 197
                    {b: 1}       | {sparse: true, partialFilterExpression: {c: 1}} | 67
                    {b: 1}       | {partialFilterExpression: {c: {$ne: 1}}} | 67
                    {b: 1, c: 1} | {expireAfterSeconds: 60}         | 67
                    {b: 1}       | {expireAfterSeconds: -1}         | 67
                    {_id: 1}     | {sparse: true}                   | 197
                    """)
    void aConflictingOrWrongDeclarationIsRefused(String key, String options, int code) {
        refusing.createIndex("{a: 1}", "{}");

        assertRefused(() -> refusing.createIndex(key, options), code);

        assertThat(listed(refusing)).hasSize(2);
    }

    @Test
    void indexesOfOneKeyDifferByFilterUniquenessAndSparseness() {
        store.createIndex("{a: 1}", "{}");
        store.createIndex("{a: 1}", "{name: 'unique', unique: true}");
        store.createIndex("{a: 1}", "{name: 'sparse', sparse: true}");
        store.createIndex("{a: 1}", "{name: 'partial', partialFilterExpression: {b: 1}}");
        store.createIndex("{a: -1}", "{}");

        assertThat(listed(store)).hasSize(6);
    }

    @Test
    void aUniqueIndexOverDuplicatesIsNotBuilt() {
        store.insert("{_id: 1, a: 1}", "{_id: 2, a: 1}");

        assertRefused(() -> store.createIndex("{a: 1}", "{unique: true}"), 11000);

        assertThat(listed(store)).hasSize(1);
        store.insert("{_id: 3, a: 1}");
    }

    @Test
    void anIndexOverExistingDocumentsHoldsThemAll() {
        store.insert("{_id: 1, a: 2}", "{_id: 2, a: [1, 3]}", "{_id: 3}", "{_id: 4, a: 2}");

        store.createIndex("{a: 1}", "{}");

        assertThat(store.ids("{a: 2}", "{_id: 1}")).containsExactly("1", "4");
        assertThat(store.ids("{a: {$gt: 2}}", "{_id: 1}")).containsExactly("2");
        assertThat(store.ids("{a: null}", "{_id: 1}")).containsExactly("3");
        assertThat(store.ids("{}", "{a: 1, _id: 1}")).containsExactly("3", "2", "1", "4");
    }

    @Test
    void anEntryFollowsItsDocument() {
        store.createIndex("{a: 1}", "{}");
        store.insert("{_id: 1, a: 1}", "{_id: 2, a: [1, 2]}", "{_id: 3, a: 3}");

        store.run("{update: 'things', updates: [{q: {_id: 1}, u: {$set: {a: 5}}}]}");
        store.run("{update: 'things', updates: [{q: {_id: 2}, u: {$pull: {a: 1}}}]}");
        store.run("{update: 'things', updates: [{q: {_id: 3}, u: {b: 1}}]}");

        assertThat(store.ids("{a: 1}", "{}")).isEmpty();
        assertThat(store.ids("{a: {$gte: 2}}", "{a: 1}")).containsExactly("2", "1");
        assertThat(store.ids("{a: null}", "{}")).containsExactly("3");
        store.run("{delete: 'things', deletes: [{q: {}, limit: 0}]}");
        assertThat(store.ids("{a: {$gte: 2}}", "{a: 1}")).isEmpty();
    }

    @Test
    void theyAreDroppedByNameByKeyOrAll() {
        store.createIndex("{a: 1}", "{}");
        store.createIndex("{b: -1}", "{}");
        store.createIndex("{c: 1}", "{}");
        store.createIndex("{d: 1}", "{}");

        store.run("{dropIndexes: 'things', index: 'a_1'}");
        store.run("{dropIndexes: 'things', index: {b: -1}}");
        assertThat(listed(store))
                .extracting(i -> i.getString("name").getValue())
                .containsExactlyInAnyOrder("_id_", "c_1", "d_1");
        store.run("{dropIndexes: 'things', index: '*'}");
        assertThat(listed(store)).hasSize(1);

        assertRefused(() -> store.run("{dropIndexes: 'things', index: 'a_1'}"), 27);
        assertRefused(() -> store.run("{dropIndexes: 'things', index: '_id_'}"), 72);
    }

    @Test
    void aDroppedCollectionComesBackWithoutIndexes() {
        store.createIndex("{a: 1}", "{unique: true}");
        store.insert("{_id: 1, a: 1}");

        store.things().drop();
        store.insert("{_id: 1, a: 1}", "{_id: 2, a: 1}");

        assertThat(listed(store)).hasSize(1);
        assertThat(store.database().listCollectionNames()).containsExactly("things");
    }

    private static void assertRefused(ThrowingCallable action, int code) {
        assertThatThrownBy(action)
                .asInstanceOf(InstanceOfAssertFactories.type(MongoCommandException.class))
                .returns(code, MongoCommandException::getErrorCode);
    }
}
