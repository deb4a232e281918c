package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.messaging.care.CareTeam;
import com.sanocrm.messaging.conversation.ConversationView.Notifications;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What callers do with conversations that they may see; each is recorded before it is answered. */
@Component
class ConversationDesk {
    private final Conversations conversations;
    private final Messages messages;
    private final Participation participation;
    private final FieldEncryption encryption;
    private final Ledger ledger;

    ConversationDesk(
            Conversations conversations,
            Messages messages,
            Participation participation,
            FieldEncryption encryption,
            Ledger ledger) {
        this.conversations = conversations;
        this.messages = messages;
        this.participation = participation;
        this.encryption = encryption;
        this.ledger = ledger;
    }

    ConversationView open(
            ConversationId id,
            Caller caller,
            CareTeam team,
            ConversationController.NewConversation request) {
        var context = Conversation.subjectContext(id, team.partnerId(), team.patientId());
        Change<Conversation> opened =
                Conversation.open(
                        id,
                        team.partnerId(),
                        team.patientId(),
                        team.clinicianIds(),
                        encryption.encrypt(context, request.subject()),
                        request.category(),
                        caller.accountId(),
                        request.clinicianId(),
                        ledger.now());
        Conversation stored =
                conversations.open(
                        opened, ledger.entry(caller, "conversation.open", opened.state()));
        return ConversationView.from(
                stored, request.subject(), null, notifications(stored, unnotified(stored)), 0);
    }

    ConversationView read(Caller caller, Participation.Seat seat) {
        Conversation conversation = seat.conversation();
        ledger.record(
                List.of(
                        ledger.look(
                                caller, "conversation.read", conversation, seat.inEmergency())));
        return view(caller, conversation, seat.from(), unnotified(conversation));
    }

    Page<ConversationView> list(Caller caller, Page.Request page) {
        Scope scope = participation.readingScope(caller);
        List<Conversation> rows = conversations.page(scope, page);
        List<AuditRecorded> entries =
                rows.stream()
                        .limit(page.limit())
                        .map(
                                row ->
                                        ledger.look(
                                                caller,
                                                "conversation.list",
                                                row,
                                                scope.isEmergency(row)))
                        .toList();
        ledger.record(entries);
        Map<AccountId, Instant> from =
                participation.from(
                        caller, rows.stream().filter(row -> !scope.isEmergency(row)).toList());
        Set<AccountId> unnotified = participation.unnotifiedAmong(rows);
        return page.page(
                rows,
                Conversations::position,
                row -> view(caller, row, from.get(row.patientId()), unnotified));
    }

    void close(Caller caller, Conversation conversation) {
        Instant now = ledger.now();
        conversations.change(
                conversation.id(),
                current -> current.closedBy(caller.accountId(), now),
                ledger.entry(caller, "conversation.close", conversation));
    }

    void assign(Caller caller, Conversation conversation, AccountId clinician) {
        Instant now = ledger.now();
        conversations.change(
                conversation.id(),
                current -> current.assignedTo(clinician, caller.accountId(), now),
                ledger.entry(caller, "conversation.assign", conversation));
    }

    private Set<AccountId> unnotified(Conversation conversation) {
        return participation.unnotifiedAmong(List.of(conversation));
    }

    private static Notifications notifications(
            Conversation conversation, Set<AccountId> unnotified) {
        return unnotified.contains(conversation.patientId())
                ? Notifications.BOUNCING
                : Notifications.ARRIVING;
    }

    private ConversationView view(
            Caller caller,
            Conversation conversation,
            @Nullable Instant from,
            Set<AccountId> unnotified) {
        var receipt = conversation.receipts().get(caller.accountId().value());
        boolean withheld = from != null && conversation.openedAt().isBefore(from);
        return ConversationView.from(
                conversation,
                withheld ? null : subject(conversation),
                from,
                notifications(conversation, unnotified),
                messages.unreadBy(
                        caller.accountId(),
                        conversation.id(),
                        receipt == null ? null : receipt.upTo()));
    }

    private String subject(Conversation conversation) {
        return encryption.decrypt(
                Conversation.subjectContext(
                        conversation.id(), conversation.partnerId(), conversation.patientId()),
                conversation.subject());
    }
}
