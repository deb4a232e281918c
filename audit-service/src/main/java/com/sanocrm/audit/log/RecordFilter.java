package com.sanocrm.audit.log;

import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.json.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for; a null component does not restrict.
 *
 * @param from the earliest time
 * @param to the first time after
 * @param before only records older than this one, which {@link #bson} does not say
 */
public record RecordFilter(
        @Nullable AccountId subject,
        @Nullable AccountId actor,
        @Nullable String action,
        @Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable EventId before) {

    public static RecordFilter about(AccountId subject, @Nullable EventId before) {
        return new RecordFilter(subject, null, null, null, null, null, before);
    }

    Bson bson() {
        var filters = new ArrayList<Bson>();
        if (subject != null) {
            filters.add(Filters.eq("subject", subject.value()));
        }
        if (actor != null) {
            filters.add(Filters.eq("actor", actor.value()));
        }
        if (action != null) {
            filters.add(Filters.eq("action", action));
        }
        if (outcome != null) {
            filters.add(Filters.eq("outcome", WireJson.wireName(outcome)));
        }
        if (from != null) {
            filters.add(Filters.gte("time", Date.from(from)));
        }
        if (to != null) {
            filters.add(Filters.lt("time", Date.from(to)));
        }
        return filters.isEmpty() ? Filters.empty() : Filters.and(filters);
    }
}
