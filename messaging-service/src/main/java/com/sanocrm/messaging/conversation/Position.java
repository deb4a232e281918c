package com.sanocrm.messaging.conversation;

import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import java.time.Instant;
import java.util.Date;
import org.bson.conversions.Bson;

/** Where a page of conversations ended. */
record Position(Instant activityAt, String id) {
    static Position of(String cursor) {
        int space = cursor.indexOf(' ');
        try {
            return new Position(
                    Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, Math.max(space, 0)))),
                    new ConversationId(cursor.substring(space + 1)).value());
        } catch (IllegalArgumentException notOurs) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The cursor is not one of ours.");
        }
    }

    Bson olderOnes() {
        var time = Date.from(activityAt);
        return Filters.or(
                Filters.lt("activityAt", time),
                Filters.and(Filters.eq("activityAt", time), Filters.lt("_id", id)));
    }

    @Override
    public String toString() {
        return activityAt.toEpochMilli() + " " + id;
    }
}
