package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.Set;

/** A message was stored; what it says is asked of messaging-service. */
public record MessageSent(
        MessageId messageId,
        ConversationId conversationId,
        PartnerId partnerId,
        AccountId patientId,
        AccountId senderId,
        /* Those who may read it, the sender included. */
        Set<AccountId> participantIds,
        ConversationOpened.Category category,
        /* Characters of the body. */
        int bodyLength,
        int attachments,
        Instant sentAt)
        implements Event {

    public MessageSent {
        participantIds = Set.copyOf(participantIds);
    }

    @Override
    public EventType eventType() {
        return EventType.MESSAGE_SENT;
    }

    @Override
    public String key() {
        return conversationId.value();
    }
}
