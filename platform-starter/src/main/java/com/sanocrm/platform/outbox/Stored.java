package com.sanocrm.platform.outbox;

/**
 * An aggregate as it stands in its document.
 *
 * @param version counts the writes, from 1; the entity tag
 * @param lastSequence the number of the aggregate's last event
 */
public record Stored<T extends Record>(T state, long version, long lastSequence) {}
