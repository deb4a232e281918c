package com.sanocrm.messaging.notice;

import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.mail.DueMail;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * That somebody shall be told of waiting messages: one for all that come until the person has
 * caught up, so its id is made of how far the person has read.
 */
public record Notice(
        @BsonId String id,
        ConversationId conversationId,
        PartnerId partnerId,
        AccountId recipient,
        Instant createdAt,
        Delivery delivery)
        implements DueMail<Notice> {
    private static final Duration TOO_OLD = Duration.ofDays(1);

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
                event.sentAt(),
                Delivery.due(due));
    }

    boolean isTooOld(Instant now) {
        return createdAt.plus(TOO_OLD).isBefore(now);
    }

    @Override
    public String key() {
        return id;
    }

    @Override
    public Notice with(Delivery next) {
        return new Notice(id, conversationId, partnerId, recipient, createdAt, next);
    }

    @Override
    public Optional<Target> usedAddress() {
        return Optional.of(new Target(partnerId, recipient, "contact-point", recipient.value()));
    }
}
