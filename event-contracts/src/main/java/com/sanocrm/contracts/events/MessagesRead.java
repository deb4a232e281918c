package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.Set;

/** A participant has read a conversation up to a message. */
public record MessagesRead(
        ConversationId conversationId,
        PartnerId partnerId,
        AccountId patientId,
        AccountId readerId,
        Set<AccountId> participantIds,
        MessageId upTo,
        Instant readAt)
        implements Event {

    public MessagesRead {
        participantIds = Set.copyOf(participantIds);
    }

    @Override
    public EventType eventType() {
        return EventType.MESSAGES_READ;
    }

    @Override
    public String key() {
        return conversationId.value();
    }
}
