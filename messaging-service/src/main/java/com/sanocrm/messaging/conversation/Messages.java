package com.sanocrm.messaging.conversation;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
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
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The messages, each written once. */
@Component
class Messages implements PersonalData {
    private final Documents<Message> documents;

    Messages(DocumentsFactory factory) {
        documents = factory.of(Message.COLLECTION, Message.class);
        documents.createIndex(
                Indexes.ascending("conversationId", "_id"),
                new IndexOptions().name("page and unreadBy"));
        documents.createIndex(
                Indexes.ascending("patientId", "partnerId", "sentAt"),
                new IndexOptions().name("sentSince"));
    }

    /** Stores the message with its event and audit record, or answers the one of that id. */
    Message send(Change<Message> sent, AuditRecorded record) {
        var events = new ArrayList<Event>(sent.events());
        events.add(record);
        return documents.create(new Change<>(sent.state(), events)).state();
    }

    Optional<Message> find(ConversationId in, MessageId id) {
        return documents
                .find(id.value())
                .map(Stored::state)
                .filter(message -> message.conversationId().equals(in));
    }

    /**
     * Newest first.
     *
     * @param from those sent then or later; null for all
     */
    List<Message> page(ConversationId in, @Nullable Instant from, Page.Request request) {
        Bson whole = Filters.eq("conversationId", in.value());
        Bson all =
                from == null ? whole : Filters.and(whole, Filters.gte("sentAt", Date.from(from)));
        return states(
                documents.list(
                        request.after() == null
                                ? all
                                : Filters.and(all, Filters.lt("_id", request.after())),
                        Sorts.descending("_id"),
                        request.limit() + 1));
    }

    /** Some of a conversation, oldest first, from after that one. */
    List<Message> of(ConversationId in, String after, int limit) {
        return states(
                documents.list(
                        Filters.and(
                                Filters.eq("conversationId", in.value()), Filters.gt("_id", after)),
                        Sorts.ascending("_id"),
                        limit));
    }

    /** Counted, not kept, so that no event can make it wrong. */
    long unreadBy(AccountId reader, ConversationId in, @Nullable MessageId upTo) {
        Bson others =
                Filters.and(
                        Filters.eq("conversationId", in.value()),
                        Filters.ne("senderId", reader.value()));
        return documents.count(
                upTo == null ? others : Filters.and(others, Filters.gt("_id", upTo.value())));
    }

    /** At most so many that were sent then or later, oldest first. */
    List<Message> sentSince(Scope scope, Instant since, int limit) {
        return states(
                documents.list(
                        Filters.and(scope.filter(), Filters.gte("sentAt", Date.from(since))),
                        Sorts.ascending("sentAt", "_id"),
                        limit));
    }

    private static List<Message> states(List<Stored<Message>> stored) {
        return stored.stream().map(Stored::state).toList();
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("patientId", person.value()));
    }
}
