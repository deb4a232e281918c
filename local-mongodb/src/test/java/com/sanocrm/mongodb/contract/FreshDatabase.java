package com.sanocrm.mongodb.contract;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of the test's own, dropped after it. Documents are given as MongoDB's JSON. */
final class FreshDatabase implements BeforeEachCallback, AfterEachCallback {
    private final MongoClient client;
    private MongoDatabase database;

    FreshDatabase() {
        this(ServerUnderTest.client());
    }

    FreshDatabase(MongoClient client) {
        this.client = client;
        this.database = client.getDatabase("contract");
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        String own = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        database = client.getDatabase("contract_" + own);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        database.drop();
    }

    MongoDatabase database() {
        return database;
    }

    MongoCollection<BsonDocument> things() {
        return database.getCollection("things", BsonDocument.class);
    }

    void insert(String... documents) {
        things().insertMany(Arrays.stream(documents).map(BsonDocument::parse).toList());
    }

    BsonDocument run(String command) {
        return database.runCommand(BsonDocument.parse(command), BsonDocument.class);
    }

    /** Creates an index of that definition, without name. */
    BsonDocument createIndex(String key, String options) {
        BsonDocument index = BsonDocument.parse("{key: " + key + "}");
        BsonDocument given = BsonDocument.parse(options);
        if (!given.containsKey("name")) {
            index.append("name", new BsonString(defaultName(index.getDocument("key"))));
        }
        index.putAll(given);
        var command = new Document("createIndexes", "things").append("indexes", List.of(index));
        return database.runCommand(command, BsonDocument.class);
    }

    private static String defaultName(BsonDocument key) {
        var parts = new ArrayList<String>();
        key.forEach((field, direction) -> parts.add(field + "_" + text(direction)));
        return String.join("_", parts);
    }

    private static String text(BsonValue direction) {
        return direction.isNumber()
                ? String.valueOf(direction.asNumber().intValue())
                : direction.asString().getValue();
    }

    /** The ids of what is found, in the order found. */
    List<String> ids(String filter, String sort) {
        return ids(
                things().find(BsonDocument.parse(filter))
                        .projection(BsonDocument.parse("{_id: 1}"))
                        .sort(BsonDocument.parse(sort)));
    }

    static List<String> ids(Iterable<BsonDocument> found) {
        var ids = new ArrayList<String>();
        found.forEach(document -> ids.add(id(requireNonNull(document.get("_id")))));
        return ids;
    }

    private static String id(BsonValue id) {
        return id.isNumber() ? String.valueOf(id.asNumber().longValue()) : id.asString().getValue();
    }

    /**
     * The documents that the server examined, by its own counter, while the action ran. A server
     * other than the local one may lack the counter, which ends the test there.
     */
    long examinedBy(Runnable action) {
        long before = examined();
        action.run();
        return examined() - before;
    }

    private long examined() {
        BsonDocument counters =
                run("{serverStatus: 1}")
                        .getDocument("metrics", new BsonDocument())
                        .getDocument("queryExecutor", new BsonDocument());
        assumeTrue(
                ServerUnderTest.isLocal() || counters.containsKey("scannedObjects"),
                "the server does not count what it examines");
        return counters.getNumber("scannedObjects").longValue();
    }
}
