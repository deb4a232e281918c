package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.events.ConversationAssigned;
import com.sanocrm.contracts.events.ConversationClosed;
import com.sanocrm.contracts.events.ConversationOpened;
import com.sanocrm.contracts.events.ConversationOpened.Category;
import com.sanocrm.contracts.events.MessagesRead;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A conversation between a patient and those of a partner who care for the patient.
 *
 * <pre>
 * OPEN --close--&gt; CLOSED
 * </pre>
 *
 * @param subject encrypted under the patient's data key
 * @param receipts account id to how far that person has read
 * @param activityAt when the newest message was sent; follows the messages by event
 * @param changedAt of the newest receipt or assignment
 */
public record Conversation(
        @BsonId ConversationId id,
        PartnerId partnerId,
        AccountId patientId,
        Binary subject,
        Category category,
        Status status,
        AccountId openedBy,
        Instant openedAt,
        @Nullable AccountId assigneeId,
        @Nullable Instant assignedAt,
        Map<String, Receipt> receipts,
        Instant activityAt,
        Instant changedAt) {
    static final String COLLECTION = "conversations";

    public enum Status {
        OPEN,
        CLOSED
    }

    public record Receipt(MessageId upTo, Instant readAt) {}

    static FieldContext subjectContext(ConversationId id, PartnerId partner, AccountId patient) {
        return new FieldContext(partner.value(), patient, COLLECTION, id.value(), "subject");
    }

    static Change<Conversation> open(
            ConversationId id,
            PartnerId partner,
            AccountId patient,
            Set<AccountId> clinicians,
            Binary subject,
            Category category,
            AccountId openedBy,
            @Nullable AccountId assignee,
            Instant now) {
        var opened =
                new Conversation(
                        id,
                        partner,
                        patient,
                        subject,
                        category,
                        Status.OPEN,
                        openedBy,
                        now,
                        assignee,
                        assignee == null ? null : now,
                        Map.of(),
                        now,
                        now);
        return Change.of(
                opened,
                new ConversationOpened(id, partner, patient, clinicians, openedBy, category, now));
    }

    /**
     * Later messages only move it on, so that an event that comes twice or late changes nothing.
     */
    Change<Conversation> activeAt(Instant sentAt) {
        return Change.of(
                sentAt.isAfter(activityAt)
                        ? with(status, assigneeId, assignedAt, receipts, sentAt, changedAt)
                        : this);
    }

    /** Reading goes forward: a receipt for an earlier message changes nothing. */
    Change<Conversation> readBy(
            AccountId reader, MessageId upTo, Set<AccountId> participants, Instant now) {
        if (hasRead(reader, upTo)) {
            return Change.of(this);
        }
        var all = new HashMap<>(receipts);
        all.put(reader.value(), new Receipt(upTo, now));
        return Change.of(
                with(status, assigneeId, assignedAt, all, activityAt, now),
                new MessagesRead(id, partnerId, patientId, reader, participants, upTo, now));
    }

    private boolean hasRead(AccountId reader, MessageId upTo) {
        Receipt receipt = receipts.get(reader.value());
        return receipt != null && receipt.upTo().value().compareTo(upTo.value()) >= 0;
    }

    Change<Conversation> assignedTo(AccountId clinician, AccountId by, Instant now) {
        return clinician.equals(assigneeId)
                ? Change.of(this)
                : Change.of(
                        with(status, clinician, now, receipts, activityAt, now),
                        new ConversationAssigned(id, partnerId, patientId, clinician, by, now));
    }

    Change<Conversation> closedBy(AccountId by, Instant now) {
        return status == Status.CLOSED
                ? Change.of(this)
                : Change.of(
                        with(Status.CLOSED, assigneeId, assignedAt, receipts, activityAt, now),
                        new ConversationClosed(id, partnerId, patientId, by, now));
    }

    private Conversation with(
            Status newStatus,
            @Nullable AccountId assignee,
            @Nullable Instant assigned,
            Map<String, Receipt> newReceipts,
            Instant activity,
            Instant changed) {
        return new Conversation(
                id,
                partnerId,
                patientId,
                subject,
                category,
                newStatus,
                openedBy,
                openedAt,
                assignee,
                assigned,
                newReceipts,
                activity,
                changed);
    }
}
