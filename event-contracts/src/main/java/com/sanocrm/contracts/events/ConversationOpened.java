package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.Set;

/** A conversation began. */
public record ConversationOpened(
        ConversationId conversationId,
        PartnerId partnerId,
        AccountId patientId,
        Set<AccountId> clinicianIds,
        AccountId openedBy,
        Category category,
        Instant openedAt)
        implements Event {

    /** What a conversation is about, coarsely enough to be no health information. */
    public enum Category {
        APPOINTMENT,
        PRESCRIPTION,
        RESULTS,
        BILLING,
        QUESTION,
        OTHER
    }

    public ConversationOpened {
        clinicianIds = Set.copyOf(clinicianIds);
    }

    @Override
    public EventType eventType() {
        return EventType.CONVERSATION_OPENED;
    }

    @Override
    public String key() {
        return conversationId.value();
    }
}
