package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoCommandException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What MongoDB does and the local server does not: it says so with an error's code, never by a
 * wrong result. Not for any other server.
 */
class RefusalsContractTest {
    @RegisterExtension
    private final FreshDatabase store = new FreshDatabase(ServerUnderTest.unrecorded());

    @BeforeEach
    void insert() {
        assumeTrue(ServerUnderTest.isLocal(), "MongoDB does these");
        store.insert("{_id: 1, n: 1, list: [1, 2]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{find: 'things', collation: {locale: 'de'}}",
                "{find: 'things', readConcern: {level: 'snapshot'}}",
                "{find: 'things', tailable: true}",
                "{find: 'things', min: {n: 1}, hint: {n: 1}}",
                "{find: 'things', returnKey: true}",
                "{find: 'things', projection: {list: {$slice: 1}}}",
                "{find: 'things', projection: {x: '$n'}}",
                "{find: 'things', let: {x: 1}, filter: {$expr: {$eq: ['$n', '$$x']}}}",
                "{find: 'things', filter: {$where: 'true'}}",
                "{find: 'things', filter: {$text: {$search: 'a'}}}",
                "{find: 'things', filter: {$jsonSchema: {required: ['x']}}}",
                "{find: 'things', filter: {n: {$bitsAllSet: 1}}}",
                "{find: 'things', lsid: {id: UUID('00112233-4455-6677-8899-aabbccddeeff')},"
                        + " txnNumber: NumberLong(1), startTransaction: true, autocommit: false}",
                "{aggregate: 'things', pipeline: [], cursor: {}, collation: {locale: 'de'}}",
                "{aggregate: 'things', pipeline: [{$setWindowFields: {output: {}}}], cursor: {}}",
                "{aggregate: 'things', pipeline: [{$changeStream: {}}], cursor: {}}",
                "{aggregate: 'things', pipeline: [{$search: {}}], cursor: {}}",
                "{count: 'things', collation: {locale: 'de'}}",
                "{distinct: 'things', key: 'n', collation: {locale: 'de'}}",
                "{create: 'more', capped: true, size: 1000}",
                "{create: 'more', validator: {n: {$gt: 1}}}",
                "{create: 'more', timeseries: {timeField: 't'}}",
                "{create: 'more', collation: {locale: 'de'}}",
                "{create: 'more', viewOn: 'things', pipeline: []}",
                "{create: 'more', clusteredIndex: {key: {_id: 1}, unique: true}}",
                "{create: 'more', changeStreamPreAndPostImages: {enabled: true}}",
                "{create: 'more', expireAfterSeconds: 1}",
                "{collMod: 'things', validator: {n: 1}}",
                "{createIndexes: 'things', indexes: [{key: {t: 'text'}, name: 'x'}]}",
                "{createIndexes: 'things', indexes: [{key: {t: '2dsphere'}, name: 'x'}]}",
                "{createIndexes: 'things', indexes: [{key: {t: 'hashed'}, name: 'x'}]}",
                "{createIndexes: 'things', indexes: [{key: {'$**': 1}, name: 'x'}]}",
                "{createIndexes: 'things', indexes: [{key: {n: 1}, name: 'x', collation: {locale: 'de'}}]}",
                "{createIndexes: 'things', indexes: [{key: {n: 1}, name: 'x', hidden: true}]}",
                "{createIndexes: 'things', indexes: [{key: {n: 1}, name: 'x'}], commitQuorum: 5}",
                "{mapReduce: 'things', map: 'f', reduce: 'g', out: {inline: 1}}",
                "{commitTransaction: 1}",
                "{bulkWrite: 1, ops: [], nsInfo: []}"
            })
    void anUnsupportedCommandIsRefused(String command) {
        assertThatThrownBy(() -> store.run(command))
                .asInstanceOf(InstanceOfAssertFactories.type(MongoCommandException.class))
                .satisfies(failure -> assertThat(failure.getErrorCode()).isPositive());

        assertThat(store.database().listCollectionNames()).containsExactly("things");
        assertThat(store.things().listIndexes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{update: 'things', updates: [{q: {}, u: [{$set: {n: 5}}]}]}",
                "{update: 'things', updates: [{q: {}, u: {$set: {n: 5}}, collation: {locale: 'de'}}]}",
                "{update: 'things', updates: [{q: {}, u: {$set: {n: 5}}, hint: {n: 1}}]}",
                "{update: 'things', updates: [{q: {$expr: {$eq: ['$n', '$$x']}}, u: {$set: {n: 5}}}], let: {x: 1}}",
                "{update: 'things', updates: [{q: {}, u: {$bit: {n: {or: 4}}}}]}",
                "{delete: 'things', deletes: [{q: {}, limit: 0, collation: {locale: 'de'}}]}",
                "{findAndModify: 'things', update: [{$set: {n: 5}}]}",
                "{findAndModify: 'things', update: {$set: {n: 5}}, collation: {locale: 'de'}}",
                "{update: 'things', updates: [{q: {list: 1}, u: {$set: {'list.$': 5}}}]}",
                "{update: 'things', updates: [{q: {}, u: {$set: {'list.$[]': 5}}}]}",
                "{update: 'things', updates: [{q: {}, u: {$push: {list: {$each: [0], $position: 0}}}}]}",
                "{update: 'things', updates: [{q: {}, u: {$push: {list: {$each: [0], $sort: 1}}}}]}",
                "{update: 'things', updates: [{q: {}, u: {$mul: {n: 2}}}]}",
                "{update: 'things', updates: [{q: {}, u: {$rename: {n: 'm'}}}]}",
                "{update: 'things', updates: [{q: {}, u: {$pop: {list: 1}}}]}",
                "{update: 'things', updates: [{q: {}, u: {$pullAll: {list: [1]}}}]}",
                "{insert: 'things', documents: [{n: 2}], writeConcern: {w: 3}}",
                "{insert: 'things', documents: [{n: 2, b: {a: [BinData(128, 'AQID')]}}]}",
                "{insert: 'things', documents: [{n: 2, b: BinData(5, 'AQID')}]}",
                "{insert: 'things', documents: [{n: 2, old: undefined}]}",
                "{update: 'things', updates: [{q: {}, u: {$set: {b: BinData(2, 'AQID')}}}]}",
                "{insert: 'things', documents: [{n: 2}], lsid: {id:"
                        + " UUID('00112233-4455-6677-8899-aabbccddeeff')}, txnNumber: NumberLong(1)}"
            })
    void anUnsupportedWriteIsRefusedAndChangesNothing(String command) {
        BsonDocument before = store.things().find().first();

        boolean refused;
        try {
            BsonDocument answer = store.run(command);
            refused = answer.containsKey("writeErrors");
        } catch (MongoCommandException failure) {
            refused = failure.getErrorCode() > 0;
        }

        assertThat(refused).isTrue();
        assertThat(store.things().find()).containsExactly(before);
    }
}
