package com.sanocrm.platform.export;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.ExportOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** What this service was asked to give. It goes with the person. */
public final class Contributions implements PersonalData {
    private static final int AT_ONCE = 20;

    private final Documents<Contribution> documents;
    private final String service;
    private final Clock clock;

    /**
     * @param service the wire name of the service's principal
     */
    public Contributions(DocumentsFactory factory, String service, Clock clock) {
        this.documents = factory.of("export_contributions", Contribution.class);
        this.service = service;
        this.clock = clock;
        documents.createIndex(Indexes.ascending("due"), new IndexOptions().name("due"));
        documents.createIndex(Indexes.ascending("accountId"), new IndexOptions().name("erase"));
    }

    /** An order that comes twice leads to one contribution. */
    public void ordered(ExportOrdered order, EventMetadata metadata) {
        if (order.services().contains(service)) {
            documents.apply(
                    order.requestId().value(),
                    metadata.topic().wireName(),
                    metadata.sequence(),
                    known -> Contribution.ordered(known, order, now()));
        }
    }

    List<Contribution> due() {
        return documents
                .list(Filters.lte("due", Date.from(now())), Sorts.ascending("due"), AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    Contribution change(PrivacyRequestId id, UnaryOperator<Contribution> decision) {
        return documents
                .change(id.value(), stored -> Change.of(decision.apply(stored.state())))
                .state();
    }

    String service() {
        return service;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void shut(AccountId person) {
        erase(person);
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("accountId", person.value()));
    }
}
