package com.sanocrm.platform.web;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.sanocrm.platform.crypto.BlindIndex;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Claims an {@code Idempotency-Key} for the resource that the request will create, before it does.
 * What is kept for a day is a keyed hash of caller, operation and key, a keyed hash of the body,
 * and the resource's id.
 */
public final class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,64}");

    private final MongoCollection<Document> claims;
    private final BlindIndex hash;
    private final Ids ids;
    private final Clock clock;

    public IdempotencyKeys(MongoDatabase database, BlindIndex hash, Ids ids, Clock clock) {
        this.claims = database.getCollection("idempotency_keys");
        this.hash = hash;
        this.ids = ids;
        this.clock = clock;
    }

    /** For {@link #expire}. */
    public void createIndexes() {
        claims.createIndex(Indexes.ascending("claimedAt"));
    }

    /**
     * The resource that the request creates.
     *
     * @throws ProblemException 400 for a key of another form, 409 for a key that was used with
     *     another body
     */
    NewResource claim(String caller, String operation, @Nullable String key, byte[] body) {
        if (key == null) {
            return new NewResource(ids.uuid(), false);
        }
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Idempotency-Key is 1 to 64 visible ASCII characters.");
        }
        String id = hash.of(caller + " " + operation + " " + key);
        String bodyHash = hash.of(body);
        UUID resource = ids.uuid();
        try {
            claims.insertOne(
                    new Document("_id", id)
                            .append("bodyHash", bodyHash)
                            .append("resource", resource.toString())
                            .append("claimedAt", Date.from(clock.instant())));
            return new NewResource(resource, false);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
        Document first = claims.find(Filters.eq("_id", id)).first();
        if (first == null) {
            return claim(caller, operation, key, body);
        }
        if (!bodyHash.equals(first.getString("bodyHash"))) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request.");
        }
        return new NewResource(UUID.fromString(first.getString("resource")), true);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void expire() {
        claims.deleteMany(Filters.lt("claimedAt", Date.from(clock.instant().minus(KEPT))));
    }
}
