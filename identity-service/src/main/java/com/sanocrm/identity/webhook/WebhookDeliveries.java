package com.sanocrm.identity.webhook;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.WebhookDeliveryId;
import com.sanocrm.contracts.id.WebhookId;
import com.sanocrm.platform.dispatch.Claims;
import com.sanocrm.platform.dispatch.Delivery.State;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.web.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All that partners are, were or could not be told. */
@Component
class WebhookDeliveries implements PersonalData {
    private static final int PAGE = 200;

    private final Documents<WebhookDelivery> documents;
    private final Claims claims;

    WebhookDeliveries(DocumentsFactory factory, Claims claims) {
        this.claims = claims;
        this.documents = factory.of("webhook_deliveries", WebhookDelivery.class);
        Claims.index(documents, "dueDeliveries");
        documents.createIndex(
                Indexes.ascending("webhookId", "_id"), new IndexOptions().name("page"));
        documents.createIndex(
                Indexes.ascending("subject", "_id"), new IndexOptions().name("ofPerson"));
    }

    /** What comes twice is there once. */
    void add(WebhookDelivery delivery) {
        var _ = documents.createUnlessThere(Change.of(delivery));
    }

    List<WebhookDelivery> due(Collection<WebhookId> butOf, int limit) {
        return butOf.isEmpty()
                ? claims.due(documents, limit)
                : claims.due(
                        documents,
                        Filters.nin("webhookId", butOf.stream().map(WebhookId::value).toList()),
                        limit);
    }

    Optional<WebhookDelivery> claim(
            WebhookDelivery listed, Function<WebhookDelivery, List<Event>> records) {
        return claims.claim(documents, listed, records);
    }

    void settle(WebhookDelivery claimed, UnaryOperator<WebhookDelivery> outcome) {
        claims.settle(documents, claimed, outcome);
    }

    /** The newest events need not be first: pages go by id, so that none is left out. */
    Page<WebhookDelivery> page(WebhookId webhook, @Nullable State state, Page.Request page) {
        var all = new ArrayList<Bson>(List.of(Filters.eq("webhookId", webhook.value())));
        if (state != null) {
            all.add(Filters.eq("delivery.state", state.name()));
        }
        if (page.after() != null) {
            all.add(Filters.gt("_id", page.after()));
        }
        return page.page(
                documents.list(Filters.and(all), Sorts.ascending("_id"), page.limit() + 1),
                stored -> stored.state().id().value(),
                Stored::state);
    }

    /**
     * @throws ProblemException 404 if the webhook has none of that id
     */
    WebhookDelivery change(
            WebhookId webhook,
            WebhookDeliveryId id,
            UnaryOperator<WebhookDelivery> next,
            AuditRecorded record) {
        return documents
                .change(
                        id.value(),
                        current -> {
                            if (!current.state().webhookId().equals(webhook)) {
                                throw ProblemException.notFound();
                            }
                            return Change.of(next.apply(current.state()), record);
                        })
                .state();
    }

    void each(AccountId person, Consumer<WebhookDelivery> each) {
        String after = "";
        List<WebhookDelivery> page;
        do {
            page =
                    documents
                            .list(
                                    Filters.and(isAbout(person), Filters.gt("_id", after)),
                                    Sorts.ascending("_id"),
                                    PAGE)
                            .stream()
                            .map(Stored::state)
                            .toList();
            page.forEach(each);
            after = page.isEmpty() ? after : page.getLast().key();
        } while (page.size() == PAGE);
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(isAbout(person));
    }

    private static Bson isAbout(AccountId person) {
        return Filters.eq("subject", person.value());
    }
}
