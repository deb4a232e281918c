package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.events.ConversationAssigned;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.events.MessagesRead;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.Map;

/** Something that happened in a conversation and that its participants are told: ids and times. */
public sealed interface Activity {
    PartnerId partnerId();

    AccountId patientId();

    Instant at();

    /** The same for the same happening, from whichever source it comes. */
    String key();

    /** The name of the stream's event. */
    String name();

    /** What the stream's event carries. */
    Map<String, Object> data();

    /** A message was sent. */
    record Arrival(
            PartnerId partnerId,
            AccountId patientId,
            ConversationId conversationId,
            MessageId messageId,
            AccountId senderId,
            Instant at)
            implements Activity {
        static Arrival of(Message message) {
            return new Arrival(
                    message.partnerId(),
                    message.patientId(),
                    message.conversationId(),
                    message.id(),
                    message.senderId(),
                    message.sentAt());
        }

        public static Arrival of(MessageSent event) {
            return new Arrival(
                    event.partnerId(),
                    event.patientId(),
                    event.conversationId(),
                    event.messageId(),
                    event.senderId(),
                    event.sentAt());
        }

        @Override
        public String key() {
            return messageId.value();
        }

        @Override
        public String name() {
            return "message";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of(
                    "conversationId", conversationId,
                    "messageId", messageId,
                    "senderId", senderId,
                    "sentAt", at);
        }
    }

    /** A participant has read up to a message; a later one stands for those before it. */
    record Receipt(
            PartnerId partnerId,
            AccountId patientId,
            ConversationId conversationId,
            AccountId readerId,
            MessageId upTo,
            Instant at)
            implements Activity {
        public static Receipt of(MessagesRead event) {
            return new Receipt(
                    event.partnerId(),
                    event.patientId(),
                    event.conversationId(),
                    event.readerId(),
                    event.upTo(),
                    event.readAt());
        }

        @Override
        public String key() {
            return conversationId + " " + readerId + " " + upTo;
        }

        @Override
        public String name() {
            return "read";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of(
                    "conversationId", conversationId,
                    "readerId", readerId,
                    "upTo", upTo,
                    "readAt", at);
        }
    }

    /** A clinician became responsible; a later assignment stands for those before it. */
    record Assignment(
            PartnerId partnerId,
            AccountId patientId,
            ConversationId conversationId,
            AccountId assigneeId,
            Instant at)
            implements Activity {
        public static Assignment of(ConversationAssigned event) {
            return new Assignment(
                    event.partnerId(),
                    event.patientId(),
                    event.conversationId(),
                    event.assigneeId(),
                    event.assignedAt());
        }

        @Override
        public String key() {
            return conversationId + " " + assigneeId + " " + at.toEpochMilli();
        }

        @Override
        public String name() {
            return "assignment";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of(
                    "conversationId", conversationId,
                    "assigneeId", assigneeId,
                    "assignedAt", at);
        }
    }
}
