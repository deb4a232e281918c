package com.sanocrm.identity.child;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.identity.child.ChildCase.State;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All cases; one goes with its account. */
@Component
class ChildCases implements PersonalData {
    static final String COLLECTION = "child_cases";
    private static final int AT_ONCE = 100;

    private final Documents<ChildCase> documents;
    private final Clock clock;

    ChildCases(DocumentsFactory factory, Clock clock) {
        this.documents = factory.of(COLLECTION, ChildCase.class);
        this.clock = clock;
        documents.createIndex(Indexes.ascending("due"), new IndexOptions().name("overdue"));
        documents.createIndex(Indexes.ascending("unsettled"), new IndexOptions().name("unsettled"));
        documents.createIndex(Indexes.ascending("state", "_id"), new IndexOptions().name("page"));
    }

    Optional<ChildCase> find(ChildCaseId id) {
        return documents.find(id.value()).map(Stored::state);
    }

    /** The new case, or the one that is there. */
    ChildCase create(Change<ChildCase> opened) {
        return documents.create(opened).state();
    }

    /**
     * @throws ProblemException 404 if there is none
     */
    ChildCase change(ChildCaseId id, Function<ChildCase, Change<ChildCase>> decision) {
        return documents.change(id.value(), stored -> decision.apply(stored.state())).state();
    }

    /** A page by id, of that state or of all, with one more if there is. */
    List<ChildCase> page(@Nullable State state, Page.Request page) {
        Bson all = state == null ? Filters.empty() : Filters.eq("state", state.name());
        return states(
                page.after() == null ? all : Filters.and(all, Filters.gt("_id", page.after())),
                Sorts.ascending("_id"),
                page.limit() + 1);
    }

    List<ChildCase> overdue() {
        return until("due");
    }

    List<ChildCase> unsettled() {
        return until("unsettled");
    }

    private List<ChildCase> until(String time) {
        return states(Filters.lte(time, Date.from(now())), Sorts.ascending(time), AT_ONCE);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private List<ChildCase> states(Bson filter, Bson sort, int limit) {
        return documents.list(filter, sort, limit).stream().map(Stored::state).toList();
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("_id", ChildCaseId.of(person).value()));
    }
}
