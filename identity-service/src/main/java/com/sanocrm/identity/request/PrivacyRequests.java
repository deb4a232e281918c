package com.sanocrm.identity.request;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.request.PrivacyRequest.Status;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.retention.Holds;
import com.sanocrm.platform.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** All requests; one that is not closed holds its person's data. */
@Component
class PrivacyRequests implements PersonalData, Holds {
    private static final int AT_ONCE = 200;
    private static final Bson OPEN =
            Filters.in("status", Status.RECEIVED.name(), Status.APPEALED.name());

    private static final String EFFECT = "effect.state";
    private static final Bson RESTRICTING =
            Filters.and(
                    Filters.eq("type", PrivacyRequest.Type.RESTRICTION.name()),
                    Filters.in(EFFECT, Effect.State.DUE.name(), Effect.State.DONE.name()));

    private final Documents<PrivacyRequest> documents;
    private final Clock clock;

    PrivacyRequests(DocumentsFactory factory, Clock clock) {
        this.clock = clock;
        this.documents = factory.of("privacy_requests", PrivacyRequest.class);
        documents.createIndex(Indexes.ascending("accountId", "_id"), new IndexOptions().name("of"));
        documents.createIndex(
                Indexes.ascending("status", "dueAt"), new IndexOptions().name("overdue"));
        documents.createIndex(
                Indexes.ascending("status", "_id"), new IndexOptions().name("inStatus"));
        documents.createIndex(
                Indexes.ascending("effect.state", "effect.at"),
                new IndexOptions().name("unsettled"));
    }

    /** Creates it, or answers the one of that id. */
    PrivacyRequest create(Change<PrivacyRequest> received) {
        return documents.create(received).state();
    }

    Optional<PrivacyRequest> find(PrivacyRequestId id) {
        return documents.find(id.value()).map(Stored::state);
    }

    /** An open request of the person's of that type, or a restriction that holds. */
    Optional<PrivacyRequest> open(AccountId account, PrivacyRequest.Type type) {
        return documents
                .first(
                        Filters.and(
                                Filters.eq("accountId", account.value()),
                                Filters.eq("type", type.name()),
                                Filters.or(OPEN, RESTRICTING)))
                .map(Stored::state);
    }

    /** Newest first. */
    List<PrivacyRequest> of(AccountId account, Page.Request page) {
        return page(Filters.eq("accountId", account.value()), page);
    }

    /** Newest first. */
    List<PrivacyRequest> in(Status status, Page.Request page) {
        return page(Filters.eq("status", status.name()), page);
    }

    private List<PrivacyRequest> page(Bson all, Page.Request page) {
        return states(
                documents.list(
                        page.after() == null
                                ? all
                                : Filters.and(all, Filters.lt("_id", page.after())),
                        Sorts.descending("_id"),
                        page.limit() + 1));
    }

    List<PrivacyRequest> overdue(Instant now) {
        return states(
                documents.list(
                        Filters.and(OPEN, Filters.lt("dueAt", Date.from(now))),
                        Sorts.ascending("dueAt"),
                        AT_ONCE));
    }

    /** What is approved and not done, and what is to end now. */
    List<PrivacyRequest> unsettled(Instant now) {
        return states(
                documents.list(
                        Filters.or(
                                Filters.eq(EFFECT, Effect.State.DUE.name()),
                                Filters.and(
                                        Filters.eq(EFFECT, Effect.State.ENDING.name()),
                                        Filters.lte("effect.at", Date.from(now)))),
                        Sorts.ascending("_id"),
                        AT_ONCE));
    }

    /** Whether another request than this one holds the person's data restricted. */
    boolean isRestrictedBeside(PrivacyRequest one) {
        return documents
                .first(
                        Filters.and(
                                Filters.eq("accountId", one.accountId().value()),
                                Filters.ne("_id", one.id().value()),
                                RESTRICTING))
                .isPresent();
    }

    PrivacyRequest change(
            PrivacyRequestId id, Function<PrivacyRequest, Change<PrivacyRequest>> decision) {
        return documents.change(id.value(), stored -> decision.apply(stored.state())).state();
    }

    @Override
    public long erase(AccountId person) {
        var own =
                documents.list(
                        Filters.eq("accountId", person.value()), Sorts.ascending("_id"), AT_ONCE);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        own.forEach(one -> change(one.state().id(), request -> request.erased(now)));
        return own.size();
    }

    @Override
    public Set<AccountId> among(Set<AccountId> people) {
        var held = new HashSet<AccountId>();
        documents.each(
                Filters.and(
                        Filters.in("accountId", people.stream().map(AccountId::value).toList()),
                        Filters.eq("closedAt", null)),
                request -> held.add(request.accountId()));
        return held;
    }

    private static List<PrivacyRequest> states(List<Stored<PrivacyRequest>> stored) {
        return stored.stream().map(Stored::state).toList();
    }
}
