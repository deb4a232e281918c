package com.sanocrm.platform.dispatch;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;

/**
 * Who sends what is due. A claim holds for the document's patience: whoever claimed it and died
 * leaves it to be claimed again, so that everything is sent at least once.
 */
public final class Claims {
    private static final String STATE = "delivery.state";
    private static final String NEXT_TRY = "delivery.nextTry";

    private final Clock clock;

    public Claims(Clock clock) {
        this.clock = clock;
    }

    /** What {@link #due} asks for. */
    public static void index(Documents<? extends Due<?>> documents, String name) {
        documents.createIndex(Indexes.ascending(STATE, NEXT_TRY), new IndexOptions().name(name));
    }

    /** What is due now, the longest due first. */
    public <T extends Record & Due<T>> List<T> due(Documents<T> documents, int limit) {
        return list(documents, isDue(), limit);
    }

    /** What is due now and fits, the longest due first. */
    public <T extends Record & Due<T>> List<T> due(Documents<T> documents, Bson only, int limit) {
        return list(documents, Filters.and(isDue(), only), limit);
    }

    private Bson isDue() {
        return Filters.and(
                Filters.eq(STATE, Delivery.State.WAITING.name()),
                Filters.lte(NEXT_TRY, Date.from(clock.instant())));
    }

    private static <T extends Record & Due<T>> List<T> list(
            Documents<T> documents, Bson filter, int limit) {
        return documents.list(filter, Sorts.ascending(NEXT_TRY), limit).stream()
                .map(Stored::state)
                .toList();
    }

    /**
     * Of several instances one gets it.
     *
     * @param records that go into the same write as the claim
     */
    public <T extends Record & Due<T>> Optional<T> claim(
            Documents<T> documents, T listed, Function<T, List<Event>> records) {
        Instant now = clock.instant();
        var won = new AtomicBoolean();
        return change(
                        documents,
                        listed,
                        current -> {
                            won.set(current.delivery().isDue(now));
                            return won.get()
                                    ? new Change<>(
                                            current.with(
                                                    current.delivery()
                                                            .claimed(now, current.patience())),
                                            records.apply(current))
                                    : Change.of(current);
                        })
                .filter(_ -> won.get());
    }

    /** Notes what came of it, unless the claim was lost meanwhile. */
    public <T extends Record & Due<T>> void settle(
            Documents<T> documents, T claimed, UnaryOperator<T> outcome) {
        var _ =
                change(
                        documents,
                        claimed,
                        current ->
                                Change.of(
                                        current.delivery().equals(claimed.delivery())
                                                ? outcome.apply(current)
                                                : current));
    }

    /** Whatever was erased since is nobody's to send. */
    private static <T extends Record & Due<T>> Optional<T> change(
            Documents<T> documents, T due, Function<T, Change<T>> decision) {
        try {
            return Optional.of(
                    documents.change(due.key(), stored -> decision.apply(stored.state())).state());
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }
}
