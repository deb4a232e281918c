package com.sanocrm.platform.erasure;

import com.mongodb.MongoException;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.WholeTopic;
import com.sanocrm.platform.outbox.OutboxRelay;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a service open only when its store knows every erasure as done that was ever ordered. A
 * store that was restored from a backup does not know those after its time; the ledger does: it is
 * the compacted topic of the orders, which holds the newest order of every erased account for ever
 * and is no part of any service's store. What the store does not know as done is done again, keys
 * first. Before that nothing is answered, consumed or sent; while the ledger cannot be read as a
 * whole, one record of it or all, the service does not open, says why, and looks on.
 */
public final class ErasureLedger implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ErasureLedger.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final JsonMapper json;
    private final ErasureTasks tasks;
    private final Eraser eraser;
    private final OutboxRelay relay;
    private final List<Recall> recalls;
    private volatile boolean running;
    private @Nullable Instant complained;

    /**
     * Whoever else must know of an order that the service's own store has lost, or that another has
     * given: a repair of the ledger.
     */
    @FunctionalInterface
    public interface Recall {
        /** May come again, and for an order that is not lost. */
        void lost(ErasureOrdered order);
    }

    public ErasureLedger(
            KafkaSettings settings,
            JsonMapper json,
            ErasureTasks tasks,
            Eraser eraser,
            OutboxRelay relay,
            List<Recall> recalls) {
        this.settings = settings;
        this.json = json;
        this.tasks = tasks;
        this.eraser = eraser;
        this.relay = relay;
        this.recalls = List.copyOf(recalls);
    }

    /**
     * Returns when nothing is left to do, however long that takes.
     *
     * @throws IllegalStateException if the service is stopped meanwhile
     */
    @Override
    public void start() {
        /* Its own thread: who stops a service that waits can interrupt the one that waits for it. */
        var replay = new FutureTask<Void>(this::replay, null);
        Thread.ofPlatform().name("erasure-ledger").daemon().start(replay);
        try {
            replay.get();
            running = true;
        } catch (InterruptedException stop) {
            replay.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the erasures were replayed", stop);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the erasures cannot be replayed", failure.getCause());
        }
    }

    private void replay() {
        try {
            Collection<ErasureOrdered> left = undone();
            if (!left.isEmpty()) {
                log.atWarn()
                        .addKeyValue("erasures", left.size())
                        .log("The store does not know erasures as done: they are done again");
            }
            while (!left.isEmpty()) {
                left = step(left);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private Collection<ErasureOrdered> step(Collection<ErasureOrdered> left) {
        try {
            for (ErasureOrdered order : left) {
                tasks.recall(order);
                recalls.forEach(recall -> recall.lost(order));
            }
            eraser.work();
            relay.sweep();
            return tasks.undone(left);
        } catch (MongoException away) {
            log.atWarn()
                    .addKeyValue("failure", away.getClass().getSimpleName())
                    .log("Erasures to be replayed wait for the store");
            return left;
        }
    }

    private Collection<ErasureOrdered> undone() throws InterruptedException {
        while (true) {
            try (var ledger = WholeTopic.fromTheBeginning(settings, Topic.ERASURES)) {
                return undone(ledger);
            } catch (KafkaException | MongoException away) {
                log.atWarn()
                        .addKeyValue("failure", away.getClass().getSimpleName())
                        .log("The service does not open: the ledger of erasures cannot be read");
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    /**
     * The newest order of each account of which something is left to do. What cannot be read is
     * waited for: a later record repairs it.
     */
    private Collection<ErasureOrdered> undone(WholeTopic ledger) {
        var records = new LedgerRecords(json);
        var undone = new LinkedHashMap<ErasureId, ErasureOrdered>();
        while (!ledger.isRead() || !records.unreadable().isEmpty()) {
            var newest = new LinkedHashMap<ErasureId, ErasureOrdered>();
            ledger.poll(PAUSE)
                    .forEach(
                            record ->
                                    records.read(record)
                                            .ifPresent(
                                                    order -> newest.put(order.erasureId(), order)));
            newest.keySet().forEach(undone::remove);
            tasks.undone(newest.values()).forEach(one -> undone.put(one.erasureId(), one));
            if (ledger.isRead()) {
                complain(records.unreadable());
            }
        }
        return undone.values();
    }

    private void complain(Collection<LedgerRecords.Place> unreadable) {
        Instant now = Instant.now();
        if (complained != null && now.isBefore(complained.plus(BETWEEN_COMPLAINTS))) {
            return;
        }
        complained = now;
        for (LedgerRecords.Place place : unreadable) {
            log.atError()
                    .addKeyValue("topic", place.topic())
                    .addKeyValue("partition", place.partition())
                    .addKeyValue("offset", place.offset())
                    .log(
                            "The service does not open: a record of the ledger of erasures cannot be"
                                    + " read; repair it with ./sano ledger repair <partition> <offset>"
                                    + " (identity-service/README.md)");
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the outbox, by which it confirms; before consumers and the web server. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 2_000;
    }
}
