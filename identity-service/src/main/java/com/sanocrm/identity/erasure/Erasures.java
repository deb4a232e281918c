package com.sanocrm.identity.erasure;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ErasureConfirmed;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.retention.ToldHolds;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All erasures; they stay, and name people by id alone. */
@Component
class Erasures {
    private static final Logger log = LoggerFactory.getLogger(Erasures.class);
    private static final int AT_ONCE = 100;

    /** Everybody who may confirm has to. */
    private static final Set<String> SERVICES =
            Topic.ERASURE_CONFIRMATIONS.writers().stream()
                    .map(Principal::wireName)
                    .collect(Collectors.toUnmodifiableSet());

    private final Documents<Erasure> documents;
    private final Certificates certificates;
    private final ToldHolds holds;
    private final Clock clock;

    Erasures(DocumentsFactory factory, Certificates certificates, ToldHolds holds, Clock clock) {
        this.documents = factory.of("erasures", Erasure.class);
        this.certificates = certificates;
        this.holds = holds;
        this.clock = clock;
        documents.createIndex(Indexes.ascending("nextOrder"), new IndexOptions().name("overdue"));
        documents.createIndex(Indexes.ascending("state", "_id"), new IndexOptions().name("held"));
    }

    /** The account's erasure: the one that is under way, or a new one, which may have to wait. */
    Erasure request(AccountId account, List<Erasure.Kept> kept, AuditRecorded record) {
        return documents
                .create(
                        Erasure.requested(
                                account, SERVICES, kept, holds.hold(account), now(), record))
                .state();
    }

    /** Takes up one that this store does not know; one that it knows stays as it is. */
    void recall(ErasureOrdered order, List<Erasure.Kept> kept, AuditRecorded record) {
        var _ = documents.create(Erasure.recalled(order, SERVICES, kept, now(), record));
    }

    Optional<Erasure> find(ErasureId id) {
        return documents.find(id.value()).map(Stored::state);
    }

    /** Nobody but a service itself can say that it has done something. */
    void confirmed(ErasureConfirmed by, EventMetadata metadata) {
        if (!metadata.source().equals("/" + by.service()) || find(by.erasureId()).isEmpty()) {
            log.atError()
                    .addKeyValue("erasureId", by.erasureId().value())
                    .log("A confirmation that does not come from the service that it names");
            return;
        }
        documents.change(
                by.erasureId().value(),
                stored -> stored.state().confirmed(by, now(), certificates));
    }

    void release(Erasure held, AuditRecorded record) {
        documents.change(held.id().value(), stored -> stored.state().released(now(), record));
    }

    void orderAgain(Erasure erasure) {
        documents.change(erasure.id().value(), stored -> stored.state().overdue(now()));
    }

    List<Erasure> overdue() {
        return states(
                documents.list(
                        Filters.lte("nextOrder", Date.from(now())),
                        Sorts.ascending("nextOrder"),
                        AT_ONCE));
    }

    /** A page of those held, by id, from after that one; it begins with an empty string. */
    List<Erasure> heldAfter(String last) {
        return states(
                documents.list(
                        Filters.and(
                                Filters.eq("state", Erasure.State.HELD.name()),
                                Filters.gt("_id", last)),
                        Sorts.ascending("_id"),
                        AT_ONCE));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static List<Erasure> states(List<Stored<Erasure>> stored) {
        return stored.stream().map(Stored::state).toList();
    }
}
