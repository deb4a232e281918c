package com.sanocrm.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seeded faults: this class stands for a service. */
class StoreRulesTest {
    private final SentCommands sent = new SentCommands(StoreRulesTest.class::equals);
    private final MongoClient client =
            MongoClients.create(
                    MongoClientSettings.builder()
                            .applyConnectionString(new ConnectionString(TestMongo.uri()))
                            .addCommandListener(sent)
                            .build());
    private final MongoCollection<Document> things =
            client.getDatabase("store_rules").getCollection("things");

    @BeforeEach
    void fill() {
        things.insertMany(List.of(new Document("a", 1).append("b", 1), new Document("a", 2)));
        things.createIndex(Indexes.ascending("a"));
        sent.drain();
    }

    @AfterEach
    void close() {
        things.drop();
        client.close();
    }

    @Test
    void whatIsNotInTheContractIsNamedWithItsPlace() {
        things.find(Filters.size("a", 2)).first();
        things.find(Filters.eq("a", 2)).first();

        assertThat(sent.outsideTheContract())
                .containsExactly(
                        "query.$size by StoreRulesTest.whatIsNotInTheContractIsNamedWithItsPlace");
    }

    @Test
    void aQueryWithoutIndexIsNamedWithItsPlace() {
        things.find(Filters.eq("a", 2)).first();
        things.find().sort(Sorts.descending("a")).limit(1).first();
        things.countDocuments(Filters.gt("a", 0));
        things.updateOne(Filters.eq("a", 1), Updates.set("b", 2));
        things.find(Filters.eq("b", 1)).first();
        things.countDocuments();
        things.deleteMany(Filters.eq("b", 7));

        assertThat(new CollectionScans(client).of(sent.drain()))
                .hasSize(3)
                .allMatch(
                        line ->
                                line.endsWith(
                                        "by StoreRulesTest.aQueryWithoutIndexIsNamedWithItsPlace"))
                .anyMatch(line -> line.contains("\"b\": 1"))
                .anyMatch(line -> line.contains("\"filter\": {}"))
                .anyMatch(line -> line.contains("\"b\": 7"));
    }

    @Test
    void whatAnotherSendsIsNotItsOwn() {
        List.of(things).forEach(Elsewhere::scan);

        assertThat(sent.outsideTheContract()).isEmpty();
        assertThat(sent.drain()).isEmpty();
    }

    private static final class Elsewhere {
        static void scan(MongoCollection<Document> things) {
            things.find(Filters.size("b", 2)).first();
        }
    }
}
