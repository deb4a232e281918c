package com.sanocrm.platform.retention;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** Which classes an instance works on now: a lease each, so that a crash holds up nothing long. */
final class RetentionRuns {
    /* Longer than a run lasts. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final MongoCollection<Document> runs;
    private final Clock clock;

    RetentionRuns(MongoDatabase database, Clock clock) {
        this.runs = database.getCollection("retention_runs");
        this.clock = clock;
    }

    /** Whether the class is nobody else's now; it is the caller's then. */
    boolean begin(RetentionRule rule) {
        Instant now = clock.instant();
        try {
            runs.findOneAndUpdate(
                    Filters.and(
                            Filters.eq("_id", rule.dataClass()),
                            Filters.lte("until", Date.from(now))),
                    Updates.set("until", Date.from(now.plus(LEASE))),
                    new FindOneAndUpdateOptions().upsert(true));
            return true;
        } catch (MongoCommandException taken) {
            if (ErrorCategory.fromErrorCode(taken.getErrorCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw taken;
        }
    }

    void end(RetentionRule rule) {
        runs.updateOne(
                Filters.eq("_id", rule.dataClass()),
                Updates.set("until", Date.from(clock.instant())));
    }
}
