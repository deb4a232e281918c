package com.sanocrm.platform.kafka;

import com.sanocrm.contracts.events.EventType;
import com.sanocrm.platform.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** The headers of an event: CloudEvents 1.0, Kafka binary mode, with the sequence extension. */
public final class EventHeaders {
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String SEQUENCE = "ce_sequence";

    private final String source;
    private final Clock clock;

    /**
     * @param service the name after the slash of {@code ce_source}
     */
    public EventHeaders(String service, Clock clock) {
        this.source = "/" + service;
        this.clock = clock;
    }

    /**
     * @param subject the aggregate's id; left out when empty
     * @param traceparent the trace in which it happened; the current one when null
     * @param sequence the aggregate's event number; left out when 0
     */
    public List<Header> of(
            String id,
            EventType type,
            String subject,
            @Nullable String traceparent,
            long sequence) {
        return of(id, type, subject, traceparent, sequence, clock.instant());
    }

    public List<Header> of(
            String id,
            EventType type,
            String subject,
            @Nullable String traceparent,
            long sequence,
            Instant time) {
        var headers = new ArrayList<Header>();
        headers.add(header("ce_specversion", "1.0"));
        headers.add(header(ID, id));
        headers.add(header(TYPE, type.wireName()));
        headers.add(header(SOURCE, source));
        headers.add(header(TIME, time.toString()));
        headers.add(header("ce_dataschema", "/schemas/" + type.wireName() + ".json"));
        headers.add(header("content-type", "application/json"));
        if (!subject.isEmpty()) {
            headers.add(header(SUBJECT, subject));
        }
        if (sequence > 0) {
            headers.add(header(SEQUENCE, Long.toString(sequence)));
        }
        String trace = traceparent == null ? Traces.current() : traceparent;
        if (trace != null) {
            headers.add(header(Traces.HEADER, trace));
        }
        return headers;
    }

    public static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
