package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;

/**
 * One message, a document of its own: sending is one write, whatever else follows from it.
 *
 * @param body encrypted under the patient's data key
 */
public record Message(
        @BsonId MessageId id,
        ConversationId conversationId,
        PartnerId partnerId,
        AccountId patientId,
        AccountId senderId,
        Binary body,
        Instant sentAt) {
    static final String COLLECTION = "messages";

    static FieldContext bodyContext(MessageId id, PartnerId partner, AccountId patient) {
        return new FieldContext(partner.value(), patient, COLLECTION, id.value(), "body");
    }

    FieldContext bodyContext() {
        return bodyContext(id, partnerId, patientId);
    }

    static Change<Message> send(
            MessageId id,
            Conversation in,
            AccountId sender,
            Set<AccountId> participants,
            Binary body,
            int characters,
            Instant now) {
        var message = new Message(id, in.id(), in.partnerId(), in.patientId(), sender, body, now);
        return Change.of(
                message,
                new MessageSent(
                        id,
                        in.id(),
                        in.partnerId(),
                        in.patientId(),
                        sender,
                        participants,
                        in.category(),
                        characters,
                        0,
                        now));
    }
}
