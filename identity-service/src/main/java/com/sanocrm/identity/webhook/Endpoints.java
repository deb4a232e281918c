package com.sanocrm.identity.webhook;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.WebhookId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.web.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** The partners' webhooks. */
@Component
class Endpoints {
    static final int MOST_OF_A_PARTNER = 20;

    private final Documents<Endpoint> documents;

    Endpoints(DocumentsFactory factory) {
        this.documents = factory.of("webhook_endpoints", Endpoint.class);
        /* page */
        documents.createIndex(Indexes.ascending("partnerId", "_id"), new IndexOptions());
        /* all, clear */
        documents.createIndex(Indexes.ascending("status", "_id"), new IndexOptions());
    }

    /** Creates it, or answers the one of that id. */
    Endpoint create(Endpoint endpoint, AuditRecorded record) {
        if (find(endpoint.partnerId(), endpoint.webhookId()).isEmpty()
                && documents.count(isOf(endpoint.partnerId())) >= MOST_OF_A_PARTNER) {
            throw ProblemException.invalid("/url", "A partner has at most 20 webhooks.");
        }
        return documents.create(Change.of(endpoint, record)).state();
    }

    /** What the partner has, though it may be disabled. */
    Optional<Endpoint> find(PartnerId partner, WebhookId id) {
        return documents
                .find(id.value())
                .map(Stored::state)
                .filter(Endpoint::isThere)
                .filter(endpoint -> endpoint.partnerId().equals(partner));
    }

    /** What is to be told. */
    Optional<Endpoint> active(WebhookId id) {
        return documents.find(id.value()).map(Stored::state).filter(Endpoint::isActive);
    }

    /**
     * @throws ProblemException 404 if the partner has none of that id
     */
    Endpoint require(PartnerId partner, WebhookId id) {
        return find(partner, id).orElseThrow(ProblemException::notFound);
    }

    /** All that anybody has and that are to be told. */
    List<Endpoint> all() {
        return documents
                .list(is(Endpoint.Status.ACTIVE), Sorts.ascending("_id"), Integer.MAX_VALUE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    Page<Endpoint> page(PartnerId partner, Page.Request page) {
        Bson after =
                page.after() == null
                        ? isOf(partner)
                        : Filters.and(isOf(partner), Filters.gt("_id", page.after()));
        return page.page(
                documents.list(after, Sorts.ascending("_id"), page.limit() + 1),
                stored -> stored.state().webhookId().value(),
                Stored::state);
    }

    Endpoint change(WebhookId id, UnaryOperator<Endpoint> next, AuditRecorded record) {
        return documents
                .change(id.value(), current -> Change.of(next.apply(current.state()), record))
                .state();
    }

    /** Those that were removed, with their secrets. */
    void clear() {
        documents.remove(is(Endpoint.Status.REMOVED));
    }

    private static Bson isOf(PartnerId partner) {
        return Filters.and(
                Filters.eq("partnerId", partner.value()),
                Filters.ne("status", Endpoint.Status.REMOVED.name()));
    }

    private static Bson is(Endpoint.Status status) {
        return Filters.eq("status", status.name());
    }
}
