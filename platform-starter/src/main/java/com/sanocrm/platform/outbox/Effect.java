package com.sanocrm.platform.outbox;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to a document.
 *
 * @param id of the document
 * @param source what numbers the events: the aggregate's id, or the topic where aggregate and
 *     document are one
 * @param sequence the event's number
 * @param traceparent in which the events of the change go on; null for that of the thread
 * @param change asked again when another writer was quicker, so it does nothing but answer
 */
public record Effect<T extends Record>(
        String id,
        String source,
        long sequence,
        @Nullable String traceparent,
        Function<Optional<T>, Change<T>> change) {}
