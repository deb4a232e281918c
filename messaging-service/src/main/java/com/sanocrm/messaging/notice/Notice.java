package com.sanocrm.messaging.notice;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * That somebody shall be told of waiting messages: one for all that come until the person has
 * caught up, so its id is made of how far the person has read.
 *
 * <pre>
 * WAITING --sent--&gt; SENT
 *         --read meanwhile, no address, too old--&gt; DROPPED
 * </pre>
 *
 * @param nextTry a claimed notice's is later, so that others leave it alone meanwhile
 */
public record Notice(
        @BsonId String id,
        ConversationId conversationId,
        PartnerId partnerId,
        AccountId recipient,
        State state,
        Instant createdAt,
        Instant nextTry) {
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration TOO_OLD = Duration.ofDays(1);

    public enum State {
        WAITING,
        SENT,
        DROPPED
    }

    static Notice of(MessageSent event, Optional<MessageId> readUpTo, Instant due) {
        return new Notice(
                event.conversationId()
                        + "|"
                        + event.patientId()
                        + "|"
                        + readUpTo.map(MessageId::value).orElse("start"),
                event.conversationId(),
                event.partnerId(),
                event.patientId(),
                State.WAITING,
                event.sentAt(),
                due);
    }

    boolean isDue(Instant now) {
        return state == State.WAITING && !nextTry.isAfter(now);
    }

    boolean isTooOld(Instant now) {
        return createdAt.plus(TOO_OLD).isBefore(now);
    }

    /** The use of the address is recorded with the claim. */
    Change<Notice> claim(Instant now, AuditRecorded record) {
        return Change.of(with(State.WAITING, now.plus(RETRY)), record);
    }

    Change<Notice> settled(State outcome) {
        return Change.of(with(outcome, nextTry));
    }

    private Notice with(State next, Instant nextTryAt) {
        return new Notice(id, conversationId, partnerId, recipient, next, createdAt, nextTryAt);
    }
}
