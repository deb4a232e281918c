package com.sanocrm.messaging.revision;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * That a person shall be told of a revision; its id is made of the two, so there is one.
 *
 * <pre>
 * WAITING --sent--&gt; SENT
 *         --refused by the mail server for good--&gt; BOUNCED
 * </pre>
 *
 * @param nextTry a claimed notice's is later, so that others leave it alone meanwhile
 */
public record RevisionNotice(
        @BsonId String id,
        AccountId accountId,
        LocalDate lastRevised,
        State state,
        int tries,
        Instant nextTry) {
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 10;

    public enum State {
        WAITING,
        SENT,
        BOUNCED
    }

    static RevisionNotice of(Revision revision, AccountId person, Instant now) {
        return new RevisionNotice(
                id(revision.id(), person), person, revision.lastRevised(), State.WAITING, 0, now);
    }

    static String id(String version, AccountId person) {
        return version + "|" + person.value();
    }

    boolean isDue(Instant now) {
        return state == State.WAITING && !nextTry.isAfter(now);
    }

    /** The use of the address is recorded with the claim. */
    Change<RevisionNotice> claim(Instant now, AuditRecorded record) {
        Duration wait = RETRY.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        return Change.of(
                new RevisionNotice(
                        id, accountId, lastRevised, State.WAITING, tries + 1, now.plus(wait)),
                record);
    }

    Change<RevisionNotice> settled(State outcome) {
        return Change.of(new RevisionNotice(id, accountId, lastRevised, outcome, tries, nextTry));
    }
}
