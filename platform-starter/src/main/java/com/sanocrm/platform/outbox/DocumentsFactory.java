package com.sanocrm.platform.outbox;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.platform.id.Ids;
import java.time.Clock;
import org.bson.BsonDocument;
import tools.jackson.databind.json.JsonMapper;

/** Opens the collections of aggregates; a feature's store asks it for its own. */
public final class DocumentsFactory {
    private final MongoDatabase database;
    private final OutboxRelay relay;
    private final OutboxEntries entries;

    public DocumentsFactory(
            MongoDatabase database, OutboxRelay relay, JsonMapper json, Ids ids, Clock clock) {
        this.database = database;
        this.relay = relay;
        this.entries = new OutboxEntries(json, ids, clock);
    }

    public <T extends Record> Documents<T> of(String collection, Class<T> type) {
        return new Documents<>(
                database.getCollection(collection, BsonDocument.class), type, entries, relay);
    }
}
