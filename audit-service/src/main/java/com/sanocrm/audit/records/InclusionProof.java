package com.sanocrm.audit.records;

import com.sanocrm.audit.log.LogView;
import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.transparency.Hash;
import java.util.List;

/**
 * All that an offline verifier needs, but for the log's key. Hashes are Base64.
 *
 * @param leaf canonical JSON; SHA-256 of a zero byte and its UTF-8 is {@code leafHash}
 * @param proof RFC 9162, 2.1.3, lowest first
 * @param checkpoint the signed note for {@code size} and {@code root}
 */
record InclusionProof(
        EventId eventId,
        String log,
        String leaf,
        String leafHash,
        long index,
        long size,
        String root,
        List<String> proof,
        String checkpoint) {

    static InclusionProof of(LoggedRecord logged, LogView view) {
        return new InclusionProof(
                logged.leaf().record().eventId(),
                logged.log().value(),
                logged.text(),
                logged.leafHash().base64(),
                logged.index(),
                view.size(),
                view.root().base64(),
                view.inclusionProof(logged.index()).stream().map(Hash::base64).toList(),
                view.checkpoint());
    }
}
