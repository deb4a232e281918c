package com.sanocrm.gateway.signal;

import com.sanocrm.contracts.events.BrowserSignalSeen;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts signals on their topic, on a thread of its own: no request waits for Kafka. What Kafka does
 * not take is given back, and a later request of the session tells it again.
 */
@Component
final class SignalTopic {
    private static final Logger log = LoggerFactory.getLogger(SignalTopic.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int QUEUE = 10_000;

    private final BlockingQueue<Telling> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Producer<String, byte[]> kafka;
    private final EventHeaders headers;
    private final JsonMapper json;
    private final Ids ids;
    private final Thread thread;

    SignalTopic(KafkaSettings settings, JsonMapper json, Ids ids, Clock clock) {
        this.kafka = Producers.giveUpAfter(settings, PATIENCE);
        this.headers = new EventHeaders(settings.username(), clock);
        this.json = json;
        this.ids = ids;
        this.thread = Thread.ofVirtual().name("browser-signals").start(this::run);
    }

    private record Telling(BrowserSignalSeen signal, Consumer<BrowserSignalSeen> untold) {}

    /**
     * Returns at once.
     *
     * @param untold gets the signal back if it could not be told
     */
    void tell(BrowserSignalSeen signal, Consumer<BrowserSignalSeen> untold) {
        if (!queue.offer(new Telling(signal, untold))) {
            untold.accept(signal);
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                send(queue.take());
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void send(Telling telling) {
        BrowserSignalSeen signal = telling.signal();
        EventType type = signal.eventType();
        try {
            var _ =
                    kafka.send(
                            new ProducerRecord<>(
                                    type.topic().wireName(),
                                    null,
                                    null,
                                    signal.key(),
                                    json.writeValueAsBytes(signal),
                                    headers.of("evt_" + ids.uuid(), type, signal.key(), null, 0)),
                            (_, failure) -> {
                                if (failure != null) {
                                    untold(telling, failure);
                                }
                            });
        } catch (RuntimeException failure) {
            untold(telling, failure);
        }
    }

    private static void untold(Telling telling, Exception failure) {
        log.atWarn()
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("A browser's signal could not be told; the next request tells it again");
        telling.untold().accept(telling.signal());
    }

    @PreDestroy
    void close() {
        thread.interrupt();
        kafka.close(PATIENCE);
    }
}
