package com.sanocrm.platform.outbox;

import com.sanocrm.contracts.events.Event;
import java.util.List;

/**
 * What a decision comes to: the aggregate's next state and the events that go with it, audit
 * records among them.
 */
public record Change<T extends Record>(T state, List<? extends Event> events) {
    public Change {
        events = List.copyOf(events);
    }

    public static <T extends Record> Change<T> of(T state, Event... events) {
        return new Change<>(state, List.of(events));
    }
}
