package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What participants do in a conversation. */
@Component
class MessageDesk {
    private final Conversations conversations;
    private final Messages messages;
    private final FieldEncryption encryption;
    private final Ledger ledger;

    MessageDesk(
            Conversations conversations,
            Messages messages,
            FieldEncryption encryption,
            Ledger ledger) {
        this.conversations = conversations;
        this.messages = messages;
        this.encryption = encryption;
        this.ledger = ledger;
    }

    /**
     * Stores the message with one write of one document, which carries its event and its record.
     *
     * @param repeat whether the request may have been answered before
     */
    Sending send(
            Caller caller, Participation.Seat seat, MessageId id, boolean repeat, String body) {
        Conversation conversation = seat.conversation();
        Optional<Message> first = repeat ? messages.find(conversation.id(), id) : Optional.empty();
        if (first.isPresent()) {
            return new Sending.Stored(first.get());
        }
        if (seat.team().isEmpty()) {
            return new Sending.RelationshipEnded();
        }
        if (conversation.status() == Conversation.Status.CLOSED) {
            return new Sending.Closed();
        }
        var context = Message.bodyContext(id, conversation.partnerId(), conversation.patientId());
        var sent =
                Message.send(
                        id,
                        conversation,
                        caller.accountId(),
                        seat.participants(),
                        encryption.encrypt(context, body),
                        body.codePointCount(0, body.length()),
                        ledger.now());
        return new Sending.Stored(messages.send(sent, ledger.sent(caller, sent.state())));
    }

    Page<MessageController.MessageView> read(
            Caller caller, Participation.Seat seat, Page.Request page) {
        List<Message> rows = messages.page(seat.conversation().id(), seat.from(), page);
        ledger.record(
                List.of(
                        ledger.look(
                                caller, "message.read", seat.conversation(), seat.inEmergency())));
        return page.page(
                rows,
                row -> row.id().value(),
                row ->
                        MessageController.MessageView.from(
                                row, encryption.decrypt(row.bodyContext(), row.body())));
    }

    void acknowledge(Caller caller, Participation.Seat seat, MessageId upTo) {
        Conversation conversation = seat.conversation();
        if (messages.find(conversation.id(), upTo).isEmpty()) {
            throw ProblemException.invalid("/upTo", "Not a message of this conversation.");
        }
        Instant now = ledger.now();
        conversations.change(
                conversation.id(),
                current -> current.readBy(caller.accountId(), upTo, seat.participants(), now),
                ledger.entry(caller, "message.acknowledge", conversation));
    }
}
