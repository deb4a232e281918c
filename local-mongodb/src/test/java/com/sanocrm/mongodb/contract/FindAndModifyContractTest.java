package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes that answer with a document, and inserts of several. */
class FindAndModifyContractTest {
    private static final Bson FIRST = Filters.eq("_id", 1);

    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    @Test
    void itAnswersWithTheDocumentBeforeOrAfter() {
        store.insert("{_id: 1, n: 1}");

        var before = store.things().findOneAndUpdate(FIRST, Updates.inc("n", 1));
        var after = store.things().findOneAndUpdate(FIRST, Updates.inc("n", 1), returning());

        assertThat(before).isEqualTo(BsonDocument.parse("{_id: 1, n: 1}"));
        assertThat(after).isEqualTo(BsonDocument.parse("{_id: 1, n: 3}"));
    }

    @Test
    void itAnswersWithNothingWhereNothingFits() {
        assertThat(store.things().findOneAndUpdate(FIRST, Updates.inc("n", 1))).isNull();
        assertThat(store.things().findOneAndDelete(FIRST)).isNull();
        assertThat(store.things().countDocuments()).isZero();
    }

    @Test
    void anUpsertAnswersWithWhatItMadeOrWithNothingBefore() {
        var made =
                store.things()
                        .findOneAndUpdate(
                                FIRST, Updates.setOnInsert("k", "x"), returning().upsert(true));
        var kept =
                store.things()
                        .findOneAndUpdate(
                                FIRST, Updates.setOnInsert("k", "y"), returning().upsert(true));
        var before =
                store.things()
                        .findOneAndUpdate(
                                Filters.eq("_id", 2),
                                Updates.set("k", "z"),
                                new FindOneAndUpdateOptions().upsert(true));

        assertThat(made).isEqualTo(BsonDocument.parse("{_id: 1, k: 'x'}"));
        assertThat(kept).isEqualTo(made);
        assertThat(before).isNull();
    }

    @Test
    void theSortChoosesAndTheProjectionCutsTheAnswer() {
        store.insert("{_id: 1, n: 5, m: 1}", "{_id: 2, n: 7, m: 1}", "{_id: 3, n: 6, m: 1}");
        var options = returning().sort(Sorts.descending("n")).projection(Projections.include("m"));

        var changed =
                store.things().findOneAndUpdate(Filters.gt("n", 0), Updates.inc("m", 1), options);

        assertThat(changed).isEqualTo(BsonDocument.parse("{_id: 2, m: 2}"));
    }

    @Test
    void itReplacesAndDeletes() {
        store.insert("{_id: 1, n: 1}");

        var replaced =
                store.things()
                        .findOneAndReplace(
                                FIRST,
                                BsonDocument.parse("{m: 1}"),
                                new FindOneAndReplaceOptions()
                                        .returnDocument(ReturnDocument.AFTER));
        var deleted = store.things().findOneAndDelete(FIRST);

        assertThat(replaced).isEqualTo(BsonDocument.parse("{_id: 1, m: 1}"));
        assertThat(deleted).isEqualTo(replaced);
        assertThat(store.things().countDocuments()).isZero();
    }

    @Test
    void aWriterWithAnOldVersionChangesNothing() {
        store.insert("{_id: 1, version: NumberLong(2), n: 'kept'}");

        var answer =
                store.things()
                        .findOneAndUpdate(
                                Filters.and(FIRST, Filters.eq("version", 1L)),
                                Updates.set("n", "lost"),
                                returning());

        assertThat(answer).isNull();
        assertThat(store.things().countDocuments(Filters.eq("n", "kept"))).isEqualTo(1);
    }

    @Test
    void anUpsertOfAnOldVersionIsADuplicateKey() {
        store.insert("{_id: 1, version: NumberLong(2)}");

        assertThatThrownBy(
                        () ->
                                store.things()
                                        .findOneAndUpdate(
                                                Filters.and(FIRST, Filters.eq("version", 1L)),
                                                Updates.set("n", 1),
                                                returning().upsert(true)))
                .asInstanceOf(InstanceOfAssertFactories.type(MongoCommandException.class))
                .returns(11000, MongoCommandException::getErrorCode);
    }

    @ParameterizedTest(name = "ordered {0}")
    @CsvSource({"true, 1 2, 2", "false, 1 2 4 6, 2 4"})
    void anInsertOfSeveralSaysWhichWereRefused(boolean ordered, String kept, String refused) {
        var documents =
                Stream.of(1, 2, 1, 4, 2, 6)
                        .map(id -> BsonDocument.parse("{_id: %d}".formatted(id)))
                        .toList();

        assertThatThrownBy(
                        () ->
                                store.things()
                                        .insertMany(
                                                documents,
                                                new InsertManyOptions().ordered(ordered)))
                .asInstanceOf(InstanceOfAssertFactories.type(MongoBulkWriteException.class))
                .satisfies(
                        failure -> {
                            assertThat(failure.getWriteErrors())
                                    .extracting(BulkWriteError::getCode)
                                    .containsOnly(11000);
                            assertThat(failure.getWriteErrors())
                                    .extracting(error -> String.valueOf(error.getIndex()))
                                    .containsExactly(refused.split(" "));
                            assertThat(failure.getWriteResult().getInsertedCount())
                                    .isEqualTo(kept.split(" ").length);
                        });

        assertThat(store.ids("{}", "{_id: 1}")).containsExactly(kept.split(" "));
    }

    private static FindOneAndUpdateOptions returning() {
        return new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    }
}
