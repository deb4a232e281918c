package com.sanocrm.platform.audit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.sanocrm.platform.audit.AuditTrail.Numbered;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.Document;

/** Audit records that wait for the broker in the service's own store. */
public final class AuditSpool {
    private final MongoCollection<Document> waiting;
    /* Refused to their callers, but their numbers are taken: they follow so that no number is missing. */
    private final Queue<Numbered> unstored = new ConcurrentLinkedQueue<>();

    public AuditSpool(MongoDatabase database) {
        this.waiting = database.getCollection("audit_spool");
    }

    /** For {@link #first}. */
    public void createIndexes() {
        waiting.createIndex(Indexes.ascending("producer", "sequence"));
    }

    void add(Numbered numbered) {
        waiting.replaceOne(
                Filters.eq("_id", numbered.eventId()),
                new Document("_id", numbered.eventId())
                        .append("producer", numbered.producer())
                        .append("sequence", numbered.sequence())
                        .append("payload", numbered.payload()),
                new ReplaceOptions().upsert(true));
    }

    void keepInMemory(Numbered numbered) {
        unstored.add(numbered);
    }

    void storeWhatIsInMemory() {
        for (Numbered numbered = unstored.peek(); numbered != null; numbered = unstored.peek()) {
            add(numbered);
            unstored.remove();
        }
    }

    /** Ids are time-ordered, so this is the order of making. */
    List<Numbered> first(int limit) {
        return waiting.find()
                .sort(Sorts.ascending("producer", "sequence"))
                .limit(limit)
                .map(
                        stored ->
                                new Numbered(
                                        stored.getString("_id"),
                                        stored.getString("producer"),
                                        stored.getLong("sequence"),
                                        stored.getString("payload")))
                .into(new java.util.ArrayList<>());
    }

    void remove(List<Numbered> sent) {
        waiting.deleteMany(Filters.in("_id", sent.stream().map(Numbered::eventId).toList()));
    }
}
