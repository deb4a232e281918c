package com.sanocrm.platform.consume;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Effect;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an event came with.
 *
 * @param id for effects that remember ids
 * @param sequence the aggregate's event number, for effects that remember positions; 0 when the
 *     event has none
 * @param source the service that wrote it, with a leading slash
 * @param traceparent of the trace that it belongs to; null without one
 */
public record EventMetadata(
        String id,
        long sequence,
        String source,
        Instant time,
        Topic topic,
        @Nullable String traceparent) {

    /**
     * What the event does to a document that is one with its aggregate.
     *
     * @param id of the document
     */
    public <T extends Record> Effect<T> effect(String id, Function<Optional<T>, Change<T>> change) {
        return new Effect<>(id, topic.wireName(), sequence, traceparent, change);
    }
}
