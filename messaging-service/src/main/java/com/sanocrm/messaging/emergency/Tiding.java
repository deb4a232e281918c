package com.sanocrm.messaging.emergency;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EmergencyAccessChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * That somebody shall be told of an emergency access; its id is made of the two, so there is one.
 *
 * <pre>
 * WAITING --sent--&gt; SENT
 *         --refused by the mail server for good--&gt; BOUNCED
 * </pre>
 *
 * @param nextTry a claimed one's is later, so that others leave it alone meanwhile
 */
public record Tiding(
        @BsonId String id,
        Addressee addressee,
        AccountId patientId,
        PartnerId partnerId,
        State state,
        int tries,
        Instant nextTry) {
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 8;

    /** Whom it goes to. */
    public enum Addressee {
        COMPLIANCE,
        PATIENT
    }

    public enum State {
        WAITING,
        SENT,
        BOUNCED
    }

    static Tiding of(EmergencyAccessChanged event, Addressee addressee) {
        return new Tiding(
                event.emergencyAccessId().value() + "|" + addressee,
                addressee,
                event.patientId(),
                event.partnerId(),
                State.WAITING,
                0,
                event.openedAt());
    }

    boolean isDue(Instant now) {
        return state == State.WAITING && !nextTry.isAfter(now);
    }

    /** The use of the patient's address is recorded with the claim; compliance's is nobody's. */
    Change<Tiding> claim(Instant now, AuditRecorded record) {
        Duration wait = RETRY.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        Tiding claimed = with(State.WAITING, tries + 1, now.plus(wait));
        return switch (addressee) {
            case PATIENT -> Change.of(claimed, record);
            case COMPLIANCE -> Change.of(claimed);
        };
    }

    Change<Tiding> settled(State outcome) {
        return Change.of(with(outcome, tries, nextTry));
    }

    private Tiding with(State next, int tried, Instant nextTryAt) {
        return new Tiding(id, addressee, patientId, partnerId, next, tried, nextTryAt);
    }
}
