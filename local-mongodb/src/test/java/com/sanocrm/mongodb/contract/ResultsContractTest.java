package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back of documents: as they were stored, cut, counted and grouped. */
class ResultsContractTest {
    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    @Test
    void everyTypeComesBackAsItWasStored() {
        var stored =
                BsonDocument.parse(
                        """
                        {_id: {part: 'x', n: NumberLong(1)}, z: 'order', a: 'is kept',
                         int: 1, long: NumberLong(1), double: 1.0, decimal: NumberDecimal('1.10'),
                         text: 'ä€𝄞\\u0000', empty: '', yes: true, nothing: null,
                         time: ISODate('2026-01-01T00:00:00.123Z'), early: ISODate('1900-01-01T00:00:00Z'),
                         id: ObjectId('0123456789abcdef01234567'), bytes: BinData(0, 'AQID'),
                         uuid: UUID('00112233-4455-6677-8899-aabbccddeeff'),
                         list: [1, [2, []], {}], deep: {a: {b: {c: [{d: 1}]}}},
                         dollar: {$x: 1}, low: MinKey, high: MaxKey, nan: NaN, minus: -Infinity}
                        """);

        store.things().insertOne(stored);

        BsonDocument found = store.things().find().first();
        assertThat(found).isEqualTo(stored);
        assertThat(found).isNotNull();
        assertThat(new ArrayList<>(found.keySet())).isEqualTo(new ArrayList<>(stored.keySet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "NumberLong(1)",
                "1.5",
                "'text'",
                "''",
                "true",
                "null",
                "{a: 1}",
                "ObjectId('0123456789abcdef01234567')",
                "BinData(0, 'AQID')",
                "ISODate('2026-01-01T00:00:00Z')"
            })
    void anIdOfAnyTypeIsFoundAndIsTakenOnce(String id) {
        String document = "{_id: %s}".formatted(id);
        store.insert(document, "{_id: 'another'}");

        assertThat(store.things().find(BsonDocument.parse(document)))
                .containsExactly(BsonDocument.parse(document));
        assertThat(
                        store.run("{insert: 'things', documents: [%s]}".formatted(document))
                                .getArray("writeErrors"))
                .hasSize(1);
    }

    @ParameterizedTest(name = "projection {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                | {_id: 1, a: 1, n: {x: 1, y: 2}, l: [{x: 1, y: 2}, 3, {y: 4}]}
                    {a: 1}            | {_id: 1, a: 1}
                    {a: 1, _id: 0}    | {a: 1}
                    {_id: 1}          | {_id: 1}
                    {_id: 0, l: 0}    | {a: 1, n: {x: 1, y: 2}}
                    {n: 0, l: 0}      | {_id: 1, a: 1}
                    {none: 1}         | {_id: 1}
                    {'n.x': 1}        | {_id: 1, n: {x: 1}}
                    {'n.x': 0, l: 0}  | {_id: 1, a: 1, n: {y: 2}}
                    {'l.x': 1}        | {_id: 1, l: [{x: 1}, {}]}
                    {'l.x': 0, n: 0}  | {_id: 1, a: 1, l: [{y: 2}, 3, {y: 4}]}
                    {a: true, _id: false} | {a: 1}
                    """)
    void aProjectionCutsTheDocument(String projection, String result) {
        store.insert("{_id: 1, a: 1, n: {x: 1, y: 2}, l: [{x: 1, y: 2}, 3, {y: 4}]}");

        assertThat(store.things().find().projection(BsonDocument.parse(projection)))
                .containsExactly(BsonDocument.parse(result));
    }

    @Test
    void theServerIsThereForTheDriver() {
        String session = "{id: UUID('00112233-4455-6677-8899-aabbccddeeff')}";

        assertThat(store.run("{ping: 1}").getNumber("ok").intValue()).isEqualTo(1);
        assertThat(store.run("{endSessions: [%s]}".formatted(session))).containsKey("ok");
        assertThat(store.run("{hello: 1}").getBoolean("isWritablePrimary").getValue()).isTrue();
    }

    @Test
    void documentsAreCounted() {
        store.insert("{_id: 1, n: 1}", "{_id: 2, n: 2}", "{_id: 3, n: 3}");
        var things = store.things();

        assertThat(things.countDocuments()).isEqualTo(3);
        assertThat(things.countDocuments(Filters.gt("n", 1))).isEqualTo(2);
        assertThat(things.countDocuments(Filters.gt("n", 9))).isZero();
        assertThat(things.countDocuments(Filters.gt("n", 0), new CountOptions().skip(1).limit(1)))
                .isEqualTo(1);
        assertThat(things.estimatedDocumentCount()).isEqualTo(3);
        assertThat(store.run("{count: 'things', query: {n: {$lt: 3}}}").getNumber("n").intValue())
                .isEqualTo(2);
        assertThat(store.database().getCollection("none").countDocuments()).isZero();
    }

    @Test
    void distinctValuesAreOfElementsToo() {
        store.insert(
                "{_id: 1, v: 'a', k: 1}",
                "{_id: 2, v: ['b', 'a'], k: 1}",
                "{_id: 3, k: 1}",
                "{_id: 4, v: 'c'}");

        List<BsonValue> found =
                store.things()
                        .distinct("v", Filters.eq("k", 1), BsonValue.class)
                        .into(new ArrayList<>());

        assertThat(found).containsExactlyInAnyOrder(new BsonString("a"), new BsonString("b"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [{$match: {k: 'x'}}, {$sort: {n: -1}}, {$project: {n: 1}}] | [{_id: 3, n: 5}, {_id: 1, n: 1}]
                    [{$sort: {_id: 1}}, {$skip: 1}, {$limit: 1}, {$project: {_id: 1}}] | [{_id: 2}]
                    [{$group: {_id: '$k', n: {$sum: '$n'}, all: {$sum: 1}}}, {$sort: {_id: 1}}] | [{_id: 'x', n: 6, all: 2}, {_id: 'y', n: 2, all: 1}]
                    [{$group: {_id: null, least: {$min: '$n'}, most: {$max: '$n'}}}] | [{_id: null, least: 1, most: 5}]
                    [{$match: {n: 99}}, {$group: {_id: 1, n: {$sum: 1}}}] | []
                    [{$unwind: '$l'}, {$group: {_id: '$l', n: {$sum: 1}}}, {$sort: {_id: 1}}] | [{_id: 'a', n: 2}, {_id: 'b', n: 1}]
                    [{$match: {l: 'b'}}, {$project: {_id: 0, l: 1}}] | [{l: ['a', 'b']}]
                    """)
    void aPipelineMakes(String pipeline, String result) {
        store.insert(
                "{_id: 1, k: 'x', n: 1, l: ['a', 'b']}",
                "{_id: 2, k: 'y', n: 2, l: ['a']}",
                "{_id: 3, k: 'x', n: 5, l: []}");
        List<BsonDocument> stages =
                BsonArray.parse(pipeline).stream().map(BsonValue::asDocument).toList();

        assertThat(store.things().aggregate(stages).into(new ArrayList<BsonValue>()))
                .isEqualTo(BsonArray.parse(result).getValues());
    }
}
