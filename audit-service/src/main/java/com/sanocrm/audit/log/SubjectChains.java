package com.sanocrm.audit.log;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.transparency.Hash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * Where each person's records of each log end. Derived from the batches as {@link Entries} are: the
 * ends after a batch are stored before the next is appended, so that they hold for all earlier ones
 * when a batch is made. An end that is too new belongs to a batch that has won the place already.
 */
@Component
final class SubjectChains {
    private final MongoCollection<Document> chains;

    SubjectChains(MongoDatabase database) {
        this.chains = database.getCollection("chains");
    }

    /** The ends of those of these people who have records in the log. */
    Map<AccountId, SubjectLink.End> ends(LogName log, Collection<AccountId> subjects) {
        var ids = subjects.stream().map(subject -> id(log, subject)).toList();
        var ends = new HashMap<AccountId, SubjectLink.End>();
        if (!ids.isEmpty()) {
            chains.find(Filters.in("_id", ids))
                    .forEach(
                            end ->
                                    ends.put(
                                            new AccountId(end.getString("subject")),
                                            new SubjectLink.End(
                                                    end.getLong("seq"), end.getString("last"))));
        }
        return ends;
    }

    /** The ends after these leaves, which have links. A repeat changes nothing. */
    void put(Batch batch, List<Leaf> leaves) {
        var ends = new LinkedHashMap<AccountId, SubjectLink.End>();
        for (int i = 0; i < leaves.size(); i++) {
            AccountId subject = leaves.get(i).record().subjectId();
            SubjectLink link = leaves.get(i).link();
            if (subject != null && link != null) {
                ends.put(subject, new SubjectLink.End(link.seq(), batch.leafHashes().get(i)));
            }
        }
        put(new LogName(batch.log()), ends);
    }

    private void put(LogName log, Map<AccountId, SubjectLink.End> ends) {
        var writes = new ArrayList<ReplaceOneModel<Document>>();
        ends.forEach(
                (subject, end) ->
                        writes.add(
                                new ReplaceOneModel<>(
                                        Filters.and(
                                                Filters.eq("_id", id(log, subject)),
                                                Filters.lt("seq", end.seq())),
                                        new Document("_id", id(log, subject))
                                                .append("subject", subject.value())
                                                .append("seq", end.seq())
                                                .append("last", end.last()),
                                        new ReplaceOptions().upsert(true))));
        if (writes.isEmpty()) {
            return;
        }
        try {
            chains.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            // A newer end is there: the insertion in place of an older one finds its id taken.
            if (failure.getWriteErrors().stream()
                    .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw failure;
            }
        }
    }

    /** Whether the ends hold for all records of the log, those of earlier releases too. */
    boolean areKnown(LogName log) {
        return chains.find(Filters.eq("_id", log.value())).first() != null;
    }

    /** From here on every leaf of the log has a link. */
    void know(LogName log) {
        chains.replaceOne(
                Filters.eq("_id", log.value()),
                new Document("_id", log.value()),
                new ReplaceOptions().upsert(true));
    }

    /** Counts the records of a log that began without links; to be told batch by batch. */
    final class Recount {
        private final LogName log;
        private final Map<AccountId, SubjectLink.End> ends = new HashMap<>();

        Recount(LogName log) {
            this.log = log;
        }

        void add(List<Leaf> leaves, List<Hash> leafHashes) {
            var changed = new LinkedHashMap<AccountId, SubjectLink.End>();
            for (int i = 0; i < leaves.size(); i++) {
                AccountId subject = leaves.get(i).record().subjectId();
                if (subject != null) {
                    var end = ends.getOrDefault(subject, SubjectLink.End.NONE);
                    ends.put(subject, end.after(leafHashes.get(i)));
                    changed.put(subject, ends.get(subject));
                }
            }
            put(log, changed);
        }
    }

    private static String id(LogName log, AccountId subject) {
        return log + "/" + subject;
    }
}
