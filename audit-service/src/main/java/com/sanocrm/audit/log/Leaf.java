package com.sanocrm.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.transparency.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as a log holds it: with who numbered it, and how.
 *
 * @param sequence counts the producer's records, from 1, without gaps
 * @param link null until its place in a log is known, for a record about nobody, and for one that
 *     an earlier release appended
 */
public record Leaf(
        AuditRecorded record, String producer, long sequence, @Nullable SubjectLink link) {
    /** Longer than any record of ours; C2SP tlog-tiles gives an entry's length two bytes. */
    private static final int MAX_BYTES = 65_535;

    private static final String PRODUCER = "producer";
    private static final String SEQUENCE = "sequence";
    private static final String SUBJECT_SEQ = "subjectSeq";
    private static final String SUBJECT_PREVIOUS = "subjectPrevious";

    public Leaf(AuditRecorded record, String producer, long sequence) {
        this(record, producer, sequence, null);
    }

    /** The leaf at its place in a log. */
    Leaf linked(SubjectLink place) {
        return new Leaf(record, producer, sequence, place);
    }

    /**
     * The text whose hash is in the tree (RFC 8785): the event's members, producer, sequence and
     * link.
     *
     * @throws IllegalArgumentException if it has none
     */
    public String canonical(JsonMapper json) {
        var members =
                new LinkedHashMap<String, Object>(
                        json.convertValue(record, new TypeReference<>() {}));
        members.put(PRODUCER, producer);
        members.put(SEQUENCE, sequence);
        if (link != null) {
            members.put(SUBJECT_SEQ, link.seq());
            if (link.previous() != null) {
                members.put(SUBJECT_PREVIOUS, link.previous());
            }
        }
        return CanonicalJson.write(members);
    }

    /** Whether the other is this record, whatever place they have. */
    public boolean isSameRecord(Leaf other, JsonMapper json) {
        return canonicalRecord(json).equals(other.canonicalRecord(json));
    }

    private String canonicalRecord(JsonMapper json) {
        return new Leaf(record, producer, sequence).canonical(json);
    }

    /** Whether it has a canonical form that is short enough for a log. */
    public boolean fits(JsonMapper json) {
        try {
            return linked(SubjectLink.LONGEST).canonical(json).getBytes(UTF_8).length <= MAX_BYTES;
        } catch (IllegalArgumentException halfASurrogatePair) {
            return false;
        }
    }

    /** Reads a leaf's text, that of a newer release too. */
    static Leaf parse(JsonMapper json, String canonical) {
        var members = (ObjectNode) json.readTree(canonical);
        AuditRecorded record =
                json.readerFor(AuditRecorded.class)
                        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .readValue(canonical);
        return new Leaf(
                Objects.requireNonNull(record),
                members.required(PRODUCER).asString(),
                members.required(SEQUENCE).asLong(),
                link(members));
    }

    private static @Nullable SubjectLink link(ObjectNode members) {
        JsonNode seq = members.get(SUBJECT_SEQ);
        JsonNode previous = members.get(SUBJECT_PREVIOUS);
        return seq == null
                ? null
                : new SubjectLink(seq.asLong(), previous == null ? null : previous.asString());
    }
}
