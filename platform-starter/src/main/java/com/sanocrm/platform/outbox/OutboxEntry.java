package com.sanocrm.platform.outbox;

import com.sanocrm.contracts.events.EventType;
import java.time.Instant;
import java.util.Date;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** An event that its document still carries, already serialised. */
record OutboxEntry(
        String id,
        EventType type,
        String key,
        Instant time,
        long sequence,
        @Nullable String traceparent,
        String payload) {

    BsonDocument toBson() {
        var entry =
                new BsonDocument("id", new BsonString(id))
                        .append("topic", new BsonString(type.topic().wireName()))
                        .append("key", new BsonString(key))
                        .append("type", new BsonString(type.wireName()))
                        .append("time", new BsonDateTime(Date.from(time).getTime()))
                        .append("sequence", new BsonInt64(sequence))
                        .append("payload", new BsonString(payload));
        if (traceparent != null) {
            entry.append("traceparent", new BsonString(traceparent));
        }
        return entry;
    }

    static OutboxEntry fromBson(BsonDocument entry) {
        String type = entry.getString("type").getValue();
        return new OutboxEntry(
                entry.getString("id").getValue(),
                EventType.of(type)
                        .orElseThrow(() -> new IllegalStateException("no event type " + type)),
                entry.getString("key").getValue(),
                Instant.ofEpochMilli(entry.getDateTime("time").getValue()),
                entry.getInt64("sequence").getValue(),
                entry.containsKey("traceparent") ? entry.getString("traceparent").getValue() : null,
                entry.getString("payload").getValue());
    }
}
