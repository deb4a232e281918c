package com.sanocrm.messaging.conversation;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.web.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** The conversations. */
@Component
class Conversations implements PersonalData {
    private static final int AT_ONCE = 500;

    private final Documents<Conversation> documents;

    Conversations(DocumentsFactory factory) {
        documents = factory.of(Conversation.COLLECTION, Conversation.class);
        documents.createIndex(
                Indexes.compoundIndex(
                        Indexes.ascending("patientId", "partnerId"),
                        Indexes.descending("activityAt", "_id")),
                new IndexOptions().name("page"));
        documents.createIndex(
                Indexes.ascending("patientId", "partnerId", "changedAt"),
                new IndexOptions().name("changedSince"));
    }

    Optional<Conversation> find(ConversationId id) {
        return documents.find(id.value()).map(Stored::state);
    }

    /** Opens it, or answers the one of that id. */
    Conversation open(Change<Conversation> opened, AuditRecorded record) {
        return documents.create(with(opened, record)).state();
    }

    /** The record is written with the change, and not when nothing changes. */
    void change(
            ConversationId id,
            Function<Conversation, Change<Conversation>> decision,
            AuditRecorded record) {
        documents.change(
                id.value(),
                stored -> {
                    Change<Conversation> change = decision.apply(stored.state());
                    return change.events().isEmpty() ? change : with(change, record);
                });
    }

    /** Idempotent by itself, so it needs no position. */
    void messageSent(MessageSent event) {
        find(event.conversationId())
                .filter(known -> known.activityAt().isBefore(event.sentAt()))
                .ifPresent(
                        known ->
                                documents.change(
                                        known.id().value(),
                                        stored -> stored.state().activeAt(event.sentAt())));
    }

    /** Newest activity first. */
    List<Conversation> page(Scope scope, Page.Request request) {
        Bson mine = scope.filter();
        return states(
                documents.list(
                        request.after() == null
                                ? mine
                                : Filters.and(mine, Position.of(request.after()).olderOnes()),
                        Sorts.descending("activityAt", "_id"),
                        request.limit() + 1));
    }

    /** Some of the patient's, whoever takes part, by id, from after that one. */
    List<Conversation> of(AccountId patient, String after, int limit) {
        return states(
                documents.list(
                        Filters.and(
                                Filters.eq("patientId", patient.value()), Filters.gt("_id", after)),
                        Sorts.ascending("_id"),
                        limit));
    }

    static String position(Conversation conversation) {
        return new Position(conversation.activityAt(), conversation.id().value()).toString();
    }

    /** Those with a receipt or an assignment since then, oldest change first. */
    List<Conversation> changedSince(Scope scope, Instant since) {
        return states(
                documents.list(
                        Filters.and(scope.filter(), Filters.gte("changedAt", Date.from(since))),
                        Sorts.ascending("changedAt", "_id"),
                        AT_ONCE));
    }

    private static Change<Conversation> with(Change<Conversation> change, AuditRecorded record) {
        var events = new ArrayList<Event>(change.events());
        events.add(record);
        return new Change<>(change.state(), events);
    }

    private static List<Conversation> states(List<Stored<Conversation>> stored) {
        return stored.stream().map(Stored::state).toList();
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("patientId", person.value()));
    }
}
