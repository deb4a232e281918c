package com.sanocrm.contracts.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Witnesses show that an audit log was changed, or show nothing any more. */
public record WitnessAlarmRaised(
        Kind kind,
        /* The log: platform, or a partner's id. */
        String log,
        /* Which witness refuses; absent when all are silent. */
        @Nullable String witness,
        /* When it began; the same alarm that comes again has the same time. */
        Instant since)
        implements Event {

    /** What is wrong. */
    public enum Kind {
        /** The witness has seen more of the log than there is now. */
        ROLLED_BACK,
        /** What the witness has seen is not the beginning of the log. */
        FORKED,
        /** No witness has co-signed the log for too long. */
        SILENT
    }

    @Override
    public EventType eventType() {
        return EventType.WITNESS_ALARM_RAISED;
    }

    @Override
    public String key() {
        return log;
    }
}
