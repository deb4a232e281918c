package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sanocrm.mongodb.Contract;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The contract is what its suite tests, and is read from commands. Runs last: see
 * junit-platform.properties.
 */
@Order(Integer.MAX_VALUE)
class ContractTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {find: 'x', filter: {a: 1, b: {$gt: 1, $lt: 2}}, sort: {a: 1}} | find find.filter find.sort query.$eq query.$gt query.$lt
                    {find: 'x', filter: {$or: [{a: {$in: [1]}}, {b: {$not: {$size: 2}}}]}} | find find.filter query.$in query.$not query.$or query.$size
                    {find: 'x', filter: {a: /b/}, $db: 'y', lsid: {id: 1}} | find find.filter query.$regex
                    {find: 'x', projection: {a: {$slice: 1}}} | find find.projection projection.$slice
                    {update: 'x', updates: [{q: {a: 1}, u: {$push: {l: {$each: [], $position: 0}}}, upsert: true}]} | update update.$each update.$position update.$push update.updates update.upsert query.$eq
                    {update: 'x', updates: [{q: {}, u: {$set: {'a.$': {$b: 1}}}}]} | update update.$set update.$b update.positional update.updates
                    {update: 'x', updates: [{q: {}, u: [{$set: {a: 1}}], collation: {}}]} | update update.collation update.pipeline update.updates
                    {update: 'x', updates: [{q: {}, u: {a: 1}}]} | update update.replacement update.updates
                    {findAndModify: 'x', update: {$pull: {l: {id: {$nin: [1]}}}}} | findAndModify findAndModify.update query.$nin update.$pull
                    {insert: 'x', documents: [{a: 1}], writeConcern: {w: 'majority', wtimeout: 1}} | insert insert.documents writeConcern.w writeConcern.wtimeout
                    {delete: 'x', deletes: [{q: {}, limit: 1}]} | delete delete.deletes delete.limit
                    {aggregate: 'x', pipeline: [{$match: {a: {$type: 2}}}, {$group: {_id: {$year: '$d'}}}]} | aggregate aggregate.pipeline expression.$year query.$type stage.$group stage.$match
                    {createIndexes: 'x', indexes: [{key: {a: 1, b: -1, c: 'text'}, name: 'n', weights: {}}]} | createIndexes createIndexes.indexes index.ascending index.descending index.text index.weights
                    """)
    void aCommandHasTerms(String command, String terms) {
        assertThat(Contract.termsOf(BsonDocument.parse(command)))
                .containsExactlyInAnyOrder(terms.split(" "));
    }

    @Test
    void whatIsOutsideIsNamed() {
        var command = BsonDocument.parse("{find: 'x', filter: {a: {$near: 1}}, collation: {}}");

        assertThat(Contract.outside(command)).containsExactly("find.collation", "query.$near");
    }

    @Test
    void theSuiteTestsEveryTermAndNoOther() {
        assumeTrue(System.getProperty("test") == null, "only after the whole suite");

        assertThat(ServerUnderTest.exercised()).containsExactlyInAnyOrderElementsOf(Contract.TERMS);
    }
}
