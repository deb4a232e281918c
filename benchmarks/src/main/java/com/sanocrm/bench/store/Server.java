package com.sanocrm.bench.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.time.Duration;
import org.bson.Document;

/** A server behind the MongoDB driver, over loopback. */
record Server(String title, ServerProcess process) implements Contender {

    static MongoCollection<Document> inserts(MongoClient client) {
        return client.getDatabase("bench").getCollection("inserts");
    }

    @Override
    public Turn turn(int clients) throws Exception {
        process.resume();
        MongoClient client = process.client(clients);
        MongoCollection<Document> inserts = inserts(client);
        return new Turn() {
            @Override
            public void insert(Document document) {
                inserts.insertOne(document);
            }

            @Override
            public void close() throws IOException {
                client.close();
                process.pause();
            }
        };
    }

    @Override
    public Duration processorTime() {
        return process.processorTime();
    }

    @Override
    public long stored() throws Exception {
        process.resume();
        try (MongoClient client = process.client(1)) {
            return inserts(client).estimatedDocumentCount();
        }
    }
}
