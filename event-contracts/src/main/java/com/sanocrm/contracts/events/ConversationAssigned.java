package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;

/** A clinician became responsible for a conversation. */
public record ConversationAssigned(
        ConversationId conversationId,
        PartnerId partnerId,
        AccountId patientId,
        AccountId assigneeId,
        AccountId assignedBy,
        Instant assignedAt)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.CONVERSATION_ASSIGNED;
    }

    @Override
    public String key() {
        return conversationId.value();
    }
}
