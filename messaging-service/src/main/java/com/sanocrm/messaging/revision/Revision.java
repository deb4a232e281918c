package com.sanocrm.messaging.revision;

import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.time.LocalDate;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A material version of the policy.
 *
 * <pre>
 * WAITING --everybody is listed, or it is the first version--&gt; DONE
 * </pre>
 *
 * @param id the version
 */
public record Revision(
        @BsonId String id, LocalDate lastRevised, Instant publishedAt, Status status) {

    public enum Status {
        WAITING,
        DONE
    }

    static Revision from(PolicyPublished event) {
        return new Revision(
                event.version(), event.lastRevised(), event.publishedAt(), Status.WAITING);
    }

    Change<Revision> done() {
        return Change.of(new Revision(id, lastRevised, publishedAt, Status.DONE));
    }
}
