package com.sanocrm.audit.intake;

import com.sanocrm.audit.log.Leaf;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.consume.EventReader.PoisonEventException;
import com.sanocrm.platform.kafka.EventHeaders;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a received record turned out to be. */
sealed interface Reading {

    /** It belongs in a log. */
    record Audit(Leaf leaf) implements Reading {}

    /** It will never be readable; the reason names no content. */
    record Poison(String reason) implements Reading {}

    static Reading of(ReceivedRecord received, EventReader events, JsonMapper json) {
        String producer = received.header(AuditRecorded.PRODUCER_HEADER);
        String sequence = received.header(AuditRecorded.SEQUENCE_HEADER);
        if (!EventType.AUDIT_RECORDED.wireName().equals(received.header(EventHeaders.TYPE))) {
            return new Poison("not an audit record");
        }
        if (producer == null || !producer.matches("[!-~]{1,100}")) {
            return new Poison("no producer");
        }
        if (sequence == null || !sequence.matches("[1-9][0-9]{0,14}")) {
            return new Poison("no sequence number");
        }
        try {
            var record = (AuditRecorded) events.read(received.message(), EventType.AUDIT_RECORDED);
            var leaf = new Leaf(record, producer, Long.parseLong(sequence));
            return isComplete(record) && leaf.fits(json)
                    ? new Audit(leaf)
                    : new Poison("a value is missing, or too long");
        } catch (PoisonEventException malformed) {
            return new Poison("not an audit record's JSON");
        }
    }

    private static boolean isComplete(AuditRecorded record) {
        return Stream.<@Nullable Object>of(
                        record.eventId(),
                        record.time(),
                        record.action(),
                        record.outcome(),
                        record.actorRole(),
                        record.resourceType(),
                        record.purposeOfUse())
                .allMatch(Objects::nonNull);
    }
}
