package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;

/** A conversation was closed by the clinic. */
public record ConversationClosed(
        ConversationId conversationId,
        PartnerId partnerId,
        AccountId patientId,
        AccountId closedBy,
        Instant closedAt)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.CONVERSATION_CLOSED;
    }

    @Override
    public String key() {
        return conversationId.value();
    }
}
