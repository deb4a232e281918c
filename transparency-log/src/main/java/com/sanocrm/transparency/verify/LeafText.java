package com.sanocrm.transparency.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.transparency.CanonicalJson;
import com.sanocrm.transparency.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier reads of a leaf; docs/audit-log.md has all members.
 *
 * @param subjectSeq 0 for a leaf without one
 */
record LeafText(
        Hash hash,
        String eventId,
        @Nullable String partnerId,
        @Nullable String subjectId,
        String producer,
        long sequence,
        long subjectSeq,
        @Nullable String subjectPrevious) {

    /**
     * Reads a leaf.
     *
     * @throws Contradiction if it is none, or not in its one canonical form
     */
    static LeafText parse(byte[] bytes) throws Contradiction {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            Map<String, Object> members = FlatJson.parse(text);
            if (!CanonicalJson.write(members).equals(text)) {
                throw new Contradiction("is not in canonical form");
            }
            return of(Hash.ofLeaf(bytes), members);
        } catch (CharacterCodingException | IllegalArgumentException | ClassCastException e) {
            throw new Contradiction("cannot be read");
        }
    }

    private static LeafText of(Hash hash, Map<String, Object> members) throws Contradiction {
        String eventId = (String) members.get("eventId");
        String producer = (String) members.get("producer");
        Long sequence = (Long) members.get("sequence");
        Long subjectSeq = (Long) members.get("subjectSeq");
        if (eventId == null
                || producer == null
                || sequence == null
                || sequence < 1
                || (subjectSeq != null && subjectSeq < 1)) {
            throw new Contradiction("lacks its id, its producer or a number from 1");
        }
        return new LeafText(
                hash,
                eventId,
                (String) members.get("partnerId"),
                (String) members.get("subjectId"),
                producer,
                sequence,
                subjectSeq == null ? 0 : subjectSeq,
                (String) members.get("subjectPrevious"));
    }
}
