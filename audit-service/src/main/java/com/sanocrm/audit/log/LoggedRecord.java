package com.sanocrm.audit.log;

import com.sanocrm.transparency.Hash;

/**
 * A record with its place in a log.
 *
 * @param index its position, from 0
 * @param text the leaf, canonical JSON
 */
public record LoggedRecord(LogName log, long index, String text, Leaf leaf) {
    public String eventId() {
        return leaf.record().eventId().value();
    }

    public Hash leafHash() {
        return Batch.leafHash(text);
    }
}
