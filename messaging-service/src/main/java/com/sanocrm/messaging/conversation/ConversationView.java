package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.events.ConversationOpened.Category;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a participant sees it.
 *
 * @param subject absent if it was written before the patient had the processing restricted
 * @param restrictedSince from when on the messages are shown; absent where all are
 * @param notifications whether mails that a message waits reach the patient; absent from an export
 * @param receipts how far each participant has read
 */
record ConversationView(
        ConversationId conversationId,
        PartnerId partnerId,
        AccountId patientId,
        @Nullable String subject,
        Category category,
        Conversation.Status status,
        @Nullable AccountId assigneeId,
        Instant openedAt,
        Instant activityAt,
        long unread,
        @Nullable Instant restrictedSince,
        @Nullable Notifications notifications,
        List<ReceiptView> receipts) {

    /** Of a patient's address no more is told than this. */
    enum Notifications {
        ARRIVING,
        BOUNCING
    }

    record ReceiptView(AccountId accountId, MessageId upTo, Instant readAt) {}

    static ConversationView from(
            Conversation conversation,
            @Nullable String subject,
            @Nullable Instant restrictedSince,
            @Nullable Notifications notifications,
            long unread) {
        return new ConversationView(
                conversation.id(),
                conversation.partnerId(),
                conversation.patientId(),
                subject,
                conversation.category(),
                conversation.status(),
                conversation.assigneeId(),
                conversation.openedAt(),
                conversation.activityAt(),
                unread,
                restrictedSince,
                notifications,
                conversation.receipts().entrySet().stream()
                        .map(
                                one ->
                                        new ReceiptView(
                                                new AccountId(one.getKey()),
                                                one.getValue().upTo(),
                                                one.getValue().readAt()))
                        .toList());
    }

    /** Says nothing of the subject. */
    @Override
    public String toString() {
        return "ConversationView[" + conversationId + "]";
    }
}
