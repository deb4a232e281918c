package com.sanocrm.platform.erasure;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The erasures that this service was ordered. */
public final class ErasureTasks {
    private static final int AT_ONCE = 50;

    private final Documents<ErasureTask> documents;
    private final String service;
    private final Clock clock;

    /**
     * @param service the wire name of the service's principal
     */
    public ErasureTasks(DocumentsFactory factory, String service, Clock clock) {
        this.documents = factory.of("erasure_tasks", ErasureTask.class);
        this.service = service;
        this.clock = clock;
        documents.createIndex(Indexes.ascending("due"), new IndexOptions().name("due"));
    }

    /** An order that comes twice leads to one task. */
    public void ordered(ErasureOrdered order, EventMetadata metadata) {
        documents.apply(
                order.erasureId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                known -> ErasureTask.ordered(known, order, service, now()));
    }

    /** Those of the orders that the store does not know as done. */
    List<ErasureOrdered> undone(Collection<ErasureOrdered> orders) {
        if (orders.isEmpty()) {
            return List.of();
        }
        Map<ErasureId, ErasureTask> known =
                documents
                        .list(
                                Filters.in(
                                        "_id",
                                        orders.stream()
                                                .map(order -> order.erasureId().value())
                                                .toList()),
                                Sorts.ascending("_id"),
                                orders.size())
                        .stream()
                        .map(Stored::state)
                        .collect(Collectors.toMap(ErasureTask::id, task -> task));
        return orders.stream()
                .filter(
                        order -> {
                            ErasureTask task = known.get(order.erasureId());
                            return task == null || !task.hasDone(order.step());
                        })
                .toList();
    }

    /** Takes up what the store has lost, or goes on with it. */
    void recall(ErasureOrdered order) {
        var _ = documents.create(ErasureTask.ordered(Optional.empty(), order, service, now()));
        change(order.erasureId(), task -> task.recalled(order, service, now()));
    }

    List<ErasureTask> due() {
        return documents
                .list(Filters.lte("due", Date.from(now())), Sorts.ascending("due"), AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    void change(ErasureId id, Function<ErasureTask, Change<ErasureTask>> decision) {
        documents.change(id.value(), stored -> decision.apply(stored.state()));
    }

    String service() {
        return service;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
