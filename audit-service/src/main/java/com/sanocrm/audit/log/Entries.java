package com.sanocrm.audit.log;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.json.WireJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * Where in the logs each record is, and what it can be found by. Derived from the batches: an
 * instance writes the entries of a batch before it appends the next, so those of all earlier
 * batches are there.
 */
@Component
final class Entries {
    private final MongoCollection<Document> entries;

    Entries(MongoDatabase database) {
        this.entries = database.getCollection("entries");
        // Disclosures, newest first.
        entries.createIndex(Indexes.descending("subject", "_id"));
        // Compliance asks what somebody did.
        entries.createIndex(Indexes.descending("actor", "_id"));
        // Compliance asks who did something, and what was refused.
        entries.createIndex(Indexes.descending("action", "_id"));
        entries.createIndex(Indexes.descending("outcome", "_id"));
        entries.createIndex(Indexes.descending("time"));
    }

    /** Those that are in some log. */
    Set<String> known(Collection<String> eventIds) {
        return entries.find(Filters.in("_id", eventIds))
                .projection(Projections.include("_id"))
                .map(entry -> entry.getString("_id"))
                .into(new HashSet<>());
    }

    /** A repeat changes nothing. */
    void put(Batch batch, List<Leaf> leaves) {
        var documents = new ArrayList<Document>();
        for (Leaf leaf : leaves) {
            documents.add(document(batch, batch.first() + documents.size(), leaf.record()));
        }
        try {
            entries.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            if (failure.getWriteErrors().stream()
                    .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw failure;
            }
        }
    }

    private static Document document(Batch batch, long index, AuditRecorded record) {
        var entry =
                new Document("_id", record.eventId().value())
                        .append("log", batch.log())
                        .append("batch", batch.id())
                        .append("index", index)
                        .append("time", Date.from(record.time()))
                        .append("action", record.action())
                        .append("outcome", WireJson.wireName(record.outcome()));
        if (record.actorId() != null) {
            entry.append("actor", record.actorId().value());
        }
        if (record.subjectId() != null) {
            entry.append("subject", record.subjectId().value());
        }
        return entry;
    }

    Optional<Entry> find(EventId id) {
        return entries
                .find(Filters.eq("_id", id.value()))
                .map(Entries::entry)
                .into(new ArrayList<>())
                .stream()
                .findFirst();
    }

    /** Newest first: ids are time-ordered. */
    List<Entry> newest(RecordFilter filter, int limit) {
        return entries.find(filter.bson())
                .sort(Sorts.descending("_id"))
                .limit(limit)
                .map(Entries::entry)
                .into(new ArrayList<>());
    }

    /** The logs that hold records about the person, and in each those records in their order. */
    Map<LogName, List<Entry>> about(AccountId subject) {
        var byLog = new TreeMap<LogName, List<Entry>>(Comparator.comparing(LogName::value));
        entries.find(Filters.eq("subject", subject.value()))
                .map(Entries::entry)
                .forEach(
                        entry ->
                                byLog.computeIfAbsent(entry.log(), log -> new ArrayList<>())
                                        .add(entry));
        byLog.values().forEach(each -> each.sort(Comparator.comparingLong(Entry::index)));
        return byLog;
    }

    /** A record's place. */
    record Entry(EventId eventId, LogName log, String batch, long index) {}

    private static Entry entry(Document entry) {
        return new Entry(
                new EventId(entry.getString("_id")),
                new LogName(entry.getString("log")),
                entry.getString("batch"),
                entry.getLong("index"));
    }
}
