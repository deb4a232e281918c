package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody saw, changed or was refused personal data. The producer, its contiguous number and the
 * code by which its service is known travel as headers, given at sending.
 */
public record AuditRecorded(
        EventId eventId,
        Instant time,
        /* Dotted, of our own list in each service: message.read, account.view. */
        String action,
        Outcome outcome,
        /* Absent for an unauthenticated caller. */
        @Nullable AccountId actorId,
        /* The role by which access was asked for, or system. */
        String actorRole,
        /* The tenant whose log it belongs in; absent for the platform's own. */
        @Nullable PartnerId partnerId,
        /* Whose data it is; absent when nobody's. */
        @Nullable AccountId subjectId,
        /* What was touched: conversation, message, account. */
        String resourceType,
        @Nullable String resourceId,
        /* A code of HL7 v3 PurposeOfUse: TREAT, ETREAT, HOPERAT, PATRQT, HMARKT. */
        String purposeOfUse,
        /* W3C trace id. */
        @Nullable String traceId)
        implements Event {

    /** The names of the headers that {@link AuditRecorded} travels with. */
    public static final String PRODUCER_HEADER = "sano_producer";

    public static final String SEQUENCE_HEADER = "sano_sequence";
    public static final String MAC_HEADER = "sano_mac";

    /** As FHIR R4 AuditEvent.outcome tells success from failure, with refusal apart. */
    public enum Outcome {
        SUCCESS,
        REFUSED,
        FAILED
    }

    @Override
    public EventType eventType() {
        return EventType.AUDIT_RECORDED;
    }

    @Override
    public String key() {
        return eventId.value();
    }
}
