package com.sanocrm.contracts.events;

/** A log's signed tree head. Compacted. */
public record CheckpointPublished(
        /* The log's name: C2SP tlog-checkpoint origin. */
        String origin,
        long size,
        /* C2SP signed note, as it is. */
        String note)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.CHECKPOINT_PUBLISHED;
    }

    @Override
    public String key() {
        return origin;
    }
}
