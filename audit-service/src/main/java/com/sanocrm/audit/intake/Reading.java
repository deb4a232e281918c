package com.sanocrm.audit.intake;

import com.sanocrm.audit.log.Leaf;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.audit.AuditMac;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.consume.EventReader.PoisonEventException;
import com.sanocrm.platform.kafka.EventHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a received record turned out to be, by itself. */
sealed interface Reading {
    /** None of ours is older; what is would have no place among the times of a store either. */
    Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");

    /** A record that belongs in a log, unless another has its place. */
    record Audit(Leaf leaf) implements Reading {}

    /** It will never be one; or not before its time. */
    record Poison(Refusal refusal) implements Reading {}

    /**
     * Reads it.
     *
     * @param macs of the services that may write the topic, by name
     * @param latest a record of later than this is of a clock that is wrong; once the time has come
     *     it may be replayed
     */
    static Reading of(
            ReceivedRecord received,
            Map<String, AuditMac> macs,
            EventReader events,
            JsonMapper json,
            Instant latest) {
        String service = service(received);
        AuditMac mac = macs.get(service);
        String sequence = received.header(AuditRecorded.SEQUENCE_HEADER);
        Optional<String> producer = producer(received);
        if (!EventType.AUDIT_RECORDED.wireName().equals(received.header(EventHeaders.TYPE))) {
            return new Poison(Refusal.NO_AUDIT_RECORD);
        }
        if (producer.isEmpty()) {
            return new Poison(Refusal.NO_PRODUCER);
        }
        if (sequence == null || !sequence.matches("[1-9][0-9]{0,14}")) {
            return new Poison(Refusal.NO_SEQUENCE_NUMBER);
        }
        if (!producer.get().equals(received.key())) {
            return new Poison(Refusal.ANOTHERS_KEY);
        }
        if (mac == null) {
            return new Poison(Refusal.NO_SERVICE);
        }
        if (!AuditMac.isProducerOf(service, producer.get())) {
            return new Poison(Refusal.ANOTHERS_PRODUCER);
        }
        String code = received.header(AuditRecorded.MAC_HEADER);
        byte[] body = received.message().getPayload();
        if (code == null || !mac.isOf(code, producer.get(), Long.parseLong(sequence), body)) {
            return new Poison(Refusal.NO_MAC);
        }
        try {
            var record = (AuditRecorded) events.read(received.message(), EventType.AUDIT_RECORDED);
            var leaf = new Leaf(record, producer.get(), Long.parseLong(sequence));
            return refusal(leaf, json, latest)
                    .<Reading>map(Poison::new)
                    .orElseGet(() -> new Audit(leaf));
        } catch (PoisonEventException malformed) {
            return new Poison(Refusal.MALFORMED);
        }
    }

    /** Times first: of one that no calendar has, not even the length can be told. */
    private static Optional<Refusal> refusal(Leaf leaf, JsonMapper json, Instant latest) {
        AuditRecorded record = leaf.record();
        if (!isComplete(record)) {
            return Optional.of(Refusal.INCOMPLETE_OR_TOO_LONG);
        }
        if (record.time().isBefore(BEGINNING)) {
            return Optional.of(Refusal.BEFORE_ITS_TIME);
        }
        if (record.time().isAfter(latest) || made(record.eventId()).isAfter(latest)) {
            return Optional.of(Refusal.IN_THE_FUTURE);
        }
        return leaf.fits(json) ? Optional.empty() : Optional.of(Refusal.INCOMPLETE_OR_TOO_LONG);
    }

    /** Whose it is, as it says; empty if it does not. */
    private static String service(ReceivedRecord received) {
        String source = received.header(EventHeaders.SOURCE);
        return source != null && source.startsWith("/") ? source.substring(1) : "";
    }

    /** Who numbered it, as it says; empty if it says nothing that could be a producer. */
    static Optional<String> producer(ReceivedRecord received) {
        return Optional.ofNullable(received.header(AuditRecorded.PRODUCER_HEADER))
                .filter(name -> name.matches("[!-~]{1,100}"));
    }

    /** Ids are in the order of time (RFC 9562): one of tomorrow would stay the newest till then. */
    private static Instant made(EventId id) {
        var uuid = UUID.fromString(id.value().substring(EventId.PREFIX.length() + 1));
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
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
