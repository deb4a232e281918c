package com.sanocrm.audit.log;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
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
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where in the logs each record is, and what it can be found by. Derived from the batches: an
 * instance writes the entries of a batch before it appends the next, so those of all earlier
 * batches are there.
 */
@Component
final class Entries {
    /* A record's id is unique, and of most as old as the record. */
    private static final Bson NEWEST_FIRST = Indexes.descending("time", "_id");

    private final MongoCollection<Document> entries;

    Entries(MongoDatabase database) {
        this.entries = database.getCollection("entries");
        // Each query reads one of these from the newest record that it asks for, and no further
        // than its page. Disclosures:
        entries.createIndex(newestFirst("subject"));
        // Compliance asks what somebody did.
        entries.createIndex(newestFirst("actor"));
        // Compliance asks who did something, and what was refused.
        entries.createIndex(newestFirst("action"));
        entries.createIndex(newestFirst("outcome"));
        // Compliance asks what was in a time.
        entries.createIndex(NEWEST_FIRST);
    }

    private static Bson newestFirst(String of) {
        return Indexes.compoundIndex(Indexes.descending(of), NEWEST_FIRST);
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

    /**
     * Newest first. What comes meanwhile is newer than the record that a page goes on after, so it
     * shifts nothing; after a record that is in no log there is none.
     */
    List<Entry> newest(RecordFilter filter, int limit) {
        return older(filter.before())
                .map(older -> Filters.and(filter.bson(), older))
                .map(both -> page(both, limit))
                .orElseGet(List::of);
    }

    private List<Entry> page(Bson filter, int limit) {
        return entries.find(filter)
                .sort(NEWEST_FIRST)
                .limit(limit)
                .map(Entries::entry)
                .into(new ArrayList<>());
    }

    private Optional<Bson> older(@Nullable EventId before) {
        if (before == null) {
            return Optional.of(Filters.empty());
        }
        return Optional.ofNullable(entries.find(Filters.eq("_id", before.value())).first())
                .map(entry -> entry.getDate("time"))
                .map(
                        time ->
                                Filters.and(
                                        Filters.lte("time", time),
                                        Filters.or(
                                                Filters.lt("time", time),
                                                Filters.lt("_id", before.value()))));
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
