package com.sanocrm.platform.outbox;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.Forgotten;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.trace.Traces;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Serialises events into what a document carries. */
final class OutboxEntries {
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    OutboxEntries(JsonMapper json, Ids ids, Clock clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Numbers the events on from the document's last.
     *
     * @param traceparent in which they go on; null for that of the thread
     */
    List<OutboxEntry> of(
            List<? extends Event> events, long lastSequence, @Nullable String traceparent) {
        String trace = traceparent == null ? Traces.current() : traceparent;
        var entries = new ArrayList<OutboxEntry>(events.size());
        for (Event event : events) {
            entries.add(of(event, lastSequence + entries.size() + 1, trace));
        }
        return entries;
    }

    private OutboxEntry of(Event event, long sequence, @Nullable String trace) {
        boolean timed = event.eventType().topic().revealsTime();
        Instant now = clock.instant();
        return new OutboxEntry(
                idOf(event, timed),
                event.eventType(),
                event.key(),
                timed ? now : now.truncatedTo(ChronoUnit.DAYS),
                sequence,
                timed ? trace : null,
                event instanceof Forgotten ? "" : json.writeValueAsString(event));
    }

    /** A time-ordered id would tell the time. */
    private String idOf(Event event, boolean timed) {
        if (event instanceof AuditRecorded record) {
            return record.eventId().value();
        }
        return timed
                ? ids.next(EventId.PREFIX, EventId::new).value()
                : EventId.PREFIX + "_" + UUID.randomUUID();
    }

    static List<OutboxEntry> in(BsonDocument document) {
        return document.getArray(DocumentForm.OUTBOX, new BsonArray()).stream()
                .map(entry -> OutboxEntry.fromBson(entry.asDocument()))
                .toList();
    }
}
