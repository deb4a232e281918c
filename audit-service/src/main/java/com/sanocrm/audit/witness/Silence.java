package com.sanocrm.audit.witness;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * That compliance has been told of logs that nobody co-signs; one for all of them, since a partner
 * who goes away takes many at once.
 *
 * @param since when it was told; null while every log is co-signed
 */
public record Silence(@BsonId String id, @Nullable Instant since) {
    static final String ID = "all";

    static Silence none() {
        return new Silence(ID, null);
    }

    boolean isTold() {
        return since != null;
    }

    Silence told(Instant now) {
        return new Silence(id, now);
    }
}
