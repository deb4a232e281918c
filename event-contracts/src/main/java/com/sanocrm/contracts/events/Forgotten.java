package com.sanocrm.contracts.events;

/**
 * The end of a key of a compacted topic: it is sent as a record without a value, and compaction
 * removes with it everything that was published under the key.
 *
 * @param eventType of the topic's events
 */
public record Forgotten(EventType eventType, String key) implements Event {
    public Forgotten {
        if (eventType.topic().retention().isPresent()) {
            throw new IllegalArgumentException("only a compacted topic forgets a key");
        }
    }
}
