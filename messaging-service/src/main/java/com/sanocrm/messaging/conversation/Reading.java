package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How far people have read. */
@Component
public class Reading {
    private final Conversations conversations;
    private final Messages messages;

    Reading(Conversations conversations, Messages messages) {
        this.conversations = conversations;
        this.messages = messages;
    }

    /** The last message that the person has acknowledged; empty before the first. */
    public Optional<MessageId> readUpTo(ConversationId in, AccountId person) {
        return conversations
                .find(in)
                .map(conversation -> conversation.receipts().get(person.value()))
                .map(Conversation.Receipt::upTo);
    }

    public boolean hasUnread(ConversationId in, AccountId person) {
        return messages.unreadBy(person, in, readUpTo(in, person).orElse(null)) > 0;
    }
}
