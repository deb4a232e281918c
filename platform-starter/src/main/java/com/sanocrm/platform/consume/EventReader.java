package com.sanocrm.platform.consume;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.trace.Traces;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns a topic's records into calls of the functions that handle its events. Types without a
 * handler, such as those of a newer release, are passed over; what cannot be read is poison, and
 * the binder dead-letters it after its retries.
 */
public final class EventReader {
    private final ObjectReader json;
    private final Tracer tracer;
    private final Propagator propagator;

    public EventReader(JsonMapper json, Tracer tracer, Propagator propagator) {
        /* Within a major version an event may gain fields. */
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** An event type and what to do with it. */
    public record Handler<E extends Event>(Class<E> type, BiConsumer<E, EventMetadata> effect) {
        void handle(Event event, EventMetadata metadata) {
            effect.accept(type.cast(event), metadata);
        }
    }

    public static <E extends Event> Handler<E> on(
            Class<E> type, BiConsumer<E, EventMetadata> effect) {
        return new Handler<>(type, effect);
    }

    /** An event that cannot be read; its message names no content. */
    public static final class PoisonEventException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PoisonEventException(String reason) {
            super(reason, null, false, false);
        }
    }

    /** A consumer function for Spring Cloud Stream. */
    public Consumer<Message<byte[]>> handling(Handler<?>... handlers) {
        Map<Class<?>, Handler<?>> byType =
                Arrays.stream(handlers)
                        .collect(Collectors.toMap(Handler::type, Function.identity()));
        return message -> {
            if (!hasValue(message)) {
                return;
            }
            EventType type = EventType.of(header(message, EventHeaders.TYPE)).orElse(null);
            Handler<?> handler = type == null ? null : byType.get(type.recordType());
            if (type != null && handler != null) {
                traced(message, () -> handler.handle(read(message, type), metadata(message)));
            }
        };
    }

    /** The end of a key has none: what its events led to, an erasure ends in its own way. */
    private static boolean hasValue(Message<?> message) {
        return message.getPayload() instanceof byte[];
    }

    /** The event of a message, for batch consumers. */
    public Event read(Message<byte[]> message, EventType type) {
        try {
            return Objects.requireNonNull(
                    json.forType(type.recordType()).readValue(message.getPayload()));
        } catch (JacksonException | IllegalArgumentException | NullPointerException malformed) {
            throw new PoisonEventException("not a " + type.wireName());
        }
    }

    public EventMetadata metadata(Message<byte[]> message) {
        try {
            String sequence = optionalHeader(message, EventHeaders.SEQUENCE);
            return new EventMetadata(
                    header(message, EventHeaders.ID),
                    sequence == null ? 0 : Long.parseLong(sequence),
                    header(message, EventHeaders.SOURCE),
                    Instant.parse(header(message, EventHeaders.TIME)),
                    Topic.of(header(message, KafkaHeaders.RECEIVED_TOPIC)),
                    trace(message));
        } catch (DateTimeParseException | IllegalArgumentException malformed) {
            throw new PoisonEventException("headers that are none of ours");
        }
    }

    private void traced(Message<byte[]> message, Runnable effect) {
        Span span =
                propagator
                        .extract(message, (carrier, key) -> optionalHeader(carrier, key))
                        .name("event")
                        .start();
        try (var _ = tracer.withSpan(span)) {
            effect.run();
        } finally {
            span.end();
        }
    }

    static String header(Message<?> message, String name) {
        String value = optionalHeader(message, name);
        if (value == null) {
            throw new PoisonEventException("no header " + name);
        }
        return value;
    }

    static @Nullable String optionalHeader(Message<?> message, String name) {
        Object value = message.getHeaders().get(name);
        return value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : value == null ? null : value.toString();
    }

    /** The trace that an event belongs to, for batch consumers; null without one. */
    public static @Nullable String trace(Message<?> message) {
        return optionalHeader(message, Traces.HEADER);
    }
}
