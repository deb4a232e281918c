package com.sanocrm.audit.log;

import com.sanocrm.contracts.events.WitnessAlarmRaised;
import com.sanocrm.contracts.events.WitnessAlarmRaised.Kind;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What a witness said last of a log.
 *
 * @param id the log and the witness
 * @param since when it began to say so
 * @param size of the tree that it co-signed last; 0 if it never did
 * @param note that checkpoint, signed by log and witness
 * @param cosignedAt the time in the cosignature
 * @param heardAt when it was last co-signed, or first asked for, by our own clock
 */
public record Witnessed(
        @BsonId String id,
        String log,
        String witness,
        State state,
        Instant since,
        long size,
        @Nullable String note,
        @Nullable Instant cosignedAt,
        Instant heardAt) {

    /** Whether the witness co-signs the log, and if not, why. */
    public enum State {
        COSIGNED,
        /** It has seen more of the log than there is now: the log was cut short. */
        ROLLED_BACK,
        /** What it has seen is not the beginning of what there is now: the log was rewritten. */
        FORKED,
        /** It does not watch this log. */
        NOT_WATCHED,
        /** It knows another key of the log. */
        KEY_NOT_KNOWN,
        /** It answers nothing that can be used. */
        UNREACHABLE;

        /** Whether somebody must be woken: this shows that the log was changed. */
        public boolean isAlarm() {
            return this == ROLLED_BACK || this == FORKED;
        }
    }

    static String id(LogName log, String witness) {
        return log + " " + witness;
    }

    static Witnessed never(LogName log, String witness, Instant now) {
        return new Witnessed(
                id(log, witness), log.value(), witness, State.UNREACHABLE, now, 0, null, null, now);
    }

    Witnessed cosigned(long newSize, String newNote, Instant time, Instant now) {
        return new Witnessed(
                id,
                log,
                witness,
                State.COSIGNED,
                state == State.COSIGNED ? since : now,
                newSize,
                newNote,
                time,
                now);
    }

    Witnessed refused(State other, Instant now) {
        return state == other
                ? this
                : new Witnessed(id, log, witness, other, now, size, note, cosignedAt, heardAt);
    }

    /** Whether it is this witness's to co-sign the log: a witness may watch some logs only. */
    public boolean isExpected() {
        return size > 0 || state != State.NOT_WATCHED;
    }

    /** What somebody must be told of, once it is so. */
    Optional<WitnessAlarmRaised> alarm() {
        return switch (state) {
            case ROLLED_BACK -> Optional.of(alarm(Kind.ROLLED_BACK));
            case FORKED -> Optional.of(alarm(Kind.FORKED));
            case COSIGNED, NOT_WATCHED, KEY_NOT_KNOWN, UNREACHABLE -> Optional.empty();
        };
    }

    private WitnessAlarmRaised alarm(Kind kind) {
        return new WitnessAlarmRaised(kind, log, witness, since);
    }
}
