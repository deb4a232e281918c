package com.sanocrm.platform.retention;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes what has come to its end, the oldest first: in batches, of which each is recorded with
 * its class and size before it goes, so that a crash can lead to a second record and never to a
 * deletion without one. What is held stays ({@link Holds}, asked for each batch when it is listed
 * and again when it is deleted), and what still carries events stays until they are published. One
 * instance at a time works on a class; two would do no harm. What a run does not come to waits for
 * the next.
 */
public final class RetentionJob {
    static final int BATCH = 500;

    private static final String PARTNERS = "partners";
    private static final String ENDED = "endedAt";

    private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);
    private static final Bson PUBLISHED = Filters.exists("outbox.0", false);
    private static final int BATCHES = 100;
    private static final Duration RUN = Duration.ofMinutes(2);

    private final MongoDatabase database;
    private final RetentionRuns runs;
    private final RetentionSchedule schedule;
    private final Collection<Holds> holds;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final Clock clock;

    public RetentionJob(
            MongoDatabase database,
            RetentionSchedule schedule,
            Collection<Holds> holds,
            AuditRecords records,
            AuditTrail trail,
            Clock clock) {
        this.database = database;
        this.runs = new RetentionRuns(database, clock);
        this.schedule = schedule;
        this.holds = holds;
        this.records = records;
        this.trail = trail;
        this.clock = clock;
    }

    /** For what has ended: of each rule the field with its start, and the ends of partners. */
    public void createIndexes() {
        for (RetentionRule rule : schedule.timed()) {
            rule.indexed().ifPresent(field -> index(rule.collection(), field));
            if (rule.afterPartner() != null) {
                index(PARTNERS, ENDED);
            }
        }
    }

    private void index(String collection, String field) {
        database.getCollection(collection)
                .createIndex(Indexes.ascending(field), new IndexOptions().name("retention"));
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void work() {
        run(clock.instant());
    }

    /**
     * Carries out every rule. One that fails holds up no other, and is tried again by the next run.
     *
     * @param now what is taken for the time
     */
    public void run(Instant now) {
        long end = System.nanoTime() + RUN.toNanos();
        for (RetentionRule rule : schedule.timed()) {
            if (System.nanoTime() < end) {
                attempt(rule, now, end);
            }
        }
    }

    private void attempt(RetentionRule rule, Instant now, long end) {
        try {
            if (runs.begin(rule)) {
                try {
                    carryOut(rule, now, end);
                } finally {
                    runs.end(rule);
                }
            }
        } catch (RuntimeException failure) {
            log.atError()
                    .addKeyValue("dataClass", rule.dataClass())
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log(
                            "Data may be kept past its end: its retention rule waits for the next run");
        }
    }

    private void carryOut(RetentionRule rule, Instant now, long end) {
        Set<AccountId> held = new HashSet<>();
        Set<String> partners = partners(rule, now).keySet();
        List<Document> found;
        int batches = 0;
        do {
            found = find(rule, rule.ended(now, held, partners), BATCH);
            held.addAll(heldAmong(rule, found));
            remove(rule, found.stream().filter(one -> isFree(rule, one, held)).toList(), now);
        } while (found.size() == BATCH && ++batches < BATCHES && System.nanoTime() < end);
    }

    private void remove(RetentionRule rule, List<Document> all, Instant now) {
        if (all.isEmpty()) {
            return;
        }
        trail.record(
                records.bySystem(
                        "retention.delete",
                        new Target(
                                null,
                                null,
                                "retention-class",
                                rule.dataClass() + ":" + all.size())));
        log.atInfo()
                .addKeyValue("dataClass", rule.dataClass())
                .addKeyValue("count", all.size())
                .log("Data has come to the end of its retention");
        /* Asked again: the record may have waited for its topic, and a hold come meanwhile. */
        rule.ended(now, heldAmong(rule, all), partners(rule, now).keySet())
                .ifPresent(
                        ended ->
                                of(rule).deleteMany(
                                                Filters.and(
                                                        Filters.in("_id", ids(all)),
                                                        ended,
                                                        PUBLISHED)));
    }

    private static List<Object> ids(List<Document> all) {
        return all.stream().map(one -> one.get("_id")).toList();
    }

    /** The oldest of these that carry nothing. */
    List<Document> find(RetentionRule rule, Optional<Bson> ended, int limit) {
        return ended.isEmpty()
                ? List.of()
                : of(rule).find(Filters.and(ended.get(), PUBLISHED))
                        .projection(Projections.include(rule.fields()))
                        .sort(Sorts.ascending(rule.order()))
                        .limit(limit)
                        .into(new ArrayList<>());
    }

    /** Of the partners after which the rule goes, those whose time is over, and since when. */
    Map<String, Instant> partners(RetentionRule rule, Instant now) {
        var over = new HashMap<String, Instant>();
        RetentionRule.AfterPartner after = rule.afterPartner();
        if (after != null) {
            database.getCollection(PARTNERS)
                    .find(Filters.lte(ENDED, Date.from(now)))
                    .forEach(
                            one -> {
                                Instant ended = one.getDate(ENDED).toInstant();
                                if (after.isOver(one.getString("country"), ended, now)) {
                                    over.put(one.getString("_id"), ended);
                                }
                            });
        }
        return over;
    }

    Set<AccountId> heldAmong(RetentionRule rule, List<Document> documents) {
        return Holds.among(
                documents.stream()
                        .flatMap(one -> rule.people(one).stream())
                        .collect(Collectors.toSet()),
                holds);
    }

    static boolean isFree(RetentionRule rule, Document document, Set<AccountId> held) {
        return Collections.disjoint(rule.people(document), held);
    }

    private MongoCollection<Document> of(RetentionRule rule) {
        return database.getCollection(rule.collection());
    }
}
