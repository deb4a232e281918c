package com.sanocrm.platform.consume;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.outbox.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * Applies what was polled of a topic together. Kafka's offset moves on only after everything of a
 * poll has its effect or is with the dead letters, one record at a time; while the store is away
 * the poll waits. The binding is in batch mode with native decoding, without dead letters of its
 * own, and with the error handler {@value #UNTIL_APPLIED}.
 */
public final class EventBatches implements AutoCloseable {
    /** The name of the error handler that tries a poll again without end. */
    public static final String UNTIL_APPLIED = "untilApplied";

    /* As often as the binder tries a record. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));

    private final EventReader events;
    private final DeadLetters deadLetters;

    public EventBatches(EventReader events, KafkaSettings settings) {
        this.events = events;
        this.deadLetters = new DeadLetters(settings);
    }

    private record Received<T extends Record>(PolledRecord record, Effect<T> effect) {}

    /**
     * A consumer function for one type of event; others are passed over.
     *
     * @param effect may be asked again
     * @param store {@link com.sanocrm.platform.outbox.Documents#applyAll}
     */
    public <E extends Event, T extends Record> Consumer<Message<List<byte[]>>> applying(
            Class<E> type,
            BiFunction<E, EventMetadata, Effect<T>> effect,
            Consumer<List<Effect<T>>> store) {
        return poll -> {
            var received = new ArrayList<Received<T>>();
            Map<PolledRecord, RuntimeException> poison = new LinkedHashMap<>();
            for (PolledRecord record : PolledRecord.of(poll)) {
                try {
                    Effect<T> read = read(record, type, effect);
                    if (read != null) {
                        received.add(new Received<>(record, read));
                    }
                } catch (RuntimeException unreadable) {
                    poison.put(record, unreadable);
                }
            }
            poison.putAll(apply(received, store));
            /* Last: a poll that waits for the store would put them there each time. */
            poison.forEach(deadLetters::put);
        };
    }

    private <E extends Event, T extends Record> @Nullable Effect<T> read(
            PolledRecord record, Class<E> type, BiFunction<E, EventMetadata, Effect<T>> effect) {
        Message<byte[]> message = record.message();
        if (message == null) {
            return null;
        }
        EventType known = EventType.of(EventReader.header(message, EventHeaders.TYPE)).orElse(null);
        if (known == null || !known.recordType().equals(type)) {
            return null;
        }
        return effect.apply(type.cast(events.read(message, known)), events.metadata(message));
    }

    /** Answers what cannot be applied. */
    private static <T extends Record> Map<PolledRecord, RuntimeException> apply(
            List<Received<T>> received, Consumer<List<Effect<T>>> store) {
        try {
            store.accept(received.stream().map(Received::effect).toList());
            return Map.of();
        } catch (RuntimeException failure) {
            throwIfAway(failure);
            return oneByOne(received, store);
        }
    }

    private static <T extends Record> Map<PolledRecord, RuntimeException> oneByOne(
            List<Received<T>> received, Consumer<List<Effect<T>>> store) {
        Map<Received<T>, RuntimeException> failed = attempt(received, true, store);
        for (int i = 0; i < PAUSES.size() && !failed.isEmpty(); i++) {
            pause(PAUSES.get(i));
            failed = attempt(List.copyOf(failed.keySet()), i < PAUSES.size() - 1, store);
        }
        Map<PolledRecord, RuntimeException> poison = new LinkedHashMap<>();
        failed.forEach((one, failure) -> poison.put(one.record(), failure));
        return poison;
    }

    /**
     * Answers what is left.
     *
     * @param again whether what fails is tried again: then later events of its document wait for it
     */
    private static <T extends Record> Map<Received<T>, RuntimeException> attempt(
            List<Received<T>> received, boolean again, Consumer<List<Effect<T>>> store) {
        Map<Received<T>, RuntimeException> left = new LinkedHashMap<>();
        Map<String, RuntimeException> waiting = new LinkedHashMap<>();
        for (Received<T> one : received) {
            RuntimeException before = waiting.get(one.effect().id());
            if (before != null) {
                left.put(one, before);
                continue;
            }
            try {
                store.accept(List.of(one.effect()));
            } catch (RuntimeException failure) {
                throwIfAway(failure);
                left.put(one, failure);
                if (again) {
                    waiting.put(one.effect().id(), failure);
                }
            }
        }
        return left;
    }

    /** What the store says of a document is the event's affair; anything else ends by itself. */
    private static void throwIfAway(RuntimeException failure) {
        if (failure instanceof MongoException
                && !(failure instanceof MongoWriteException)
                && !(failure instanceof MongoBulkWriteException)) {
            throw failure;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stop);
        }
    }

    @Override
    public void close() {
        deadLetters.close();
    }
}
