package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.exception.MongoServerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a second: removes documents whose time has come, and the entries of what was dropped, closes
 * idle cursors, looks at the disk.
 */
final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final int AT_ONCE = 500;

    private final Engine engine;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("housekeeping").factory());

    Housekeeping(Engine engine) {
        this.engine = engine;
        var _ = clock.scheduleWithFixedDelay(this::round, 0, 1, TimeUnit.SECONDS);
    }

    private void round() {
        try {
            engine.storage().seal();
            engine.disk().look();
            engine.cursors().closeIdle();
            engine.catalog().all().forEach(this::expire);
            for (Optional<Integer> waste = engine.catalog().waste();
                    waste.isPresent() && !clock.isShutdown();
                    waste = engine.catalog().waste()) {
                clear(waste.get());
            }
        } catch (MongoServerException | Writing.ConflictException later) {
            log.atWarn()
                    .addKeyValue("failure", later.getClass().getSimpleName())
                    .log("Housekeeping is tried again in a second");
        }
    }

    private void expire(CollectionState collection) {
        for (IndexDefinition index : collection.indexes()) {
            if (index.expireAfterSeconds() != null) {
                Instant latest = Instant.now().minusSeconds(index.expireAfterSeconds());
                while (expire(collection, index, latest) && !clock.isShutdown()) {
                    // there may be more
                }
            }
        }
    }

    private boolean expire(CollectionState collection, IndexDefinition index, Instant latest) {
        boolean descending = index.fields().getFirst().descending();
        Interval due = due(index, latest, descending);
        List<byte[]> ids = new ArrayList<>();
        try (Reading reading = engine.storage().read(Budget.unlimited())) {
            Entries entries = reading.entries(due, false);
            while (ids.size() < AT_ONCE && entries.next()) {
                ids.add(entries.value());
            }
        }
        return !ids.isEmpty()
                && engine.writeTo(
                                collection, writing -> remove(collection, index, due, ids, writing))
                        .orElse(false);
    }

    /** Dates only, up to the time: other values never expire. */
    private static Interval due(IndexDefinition index, Instant latest, boolean descending) {
        KeyWriter time = new KeyWriter();
        KeyEncoder.write(latest, time);
        if (descending) {
            time.invertFrom(0);
        }
        byte[] end = time.toBytes();
        int bracket = end[0];
        return descending
                ? new Interval(
                        Interval.key(index.number(), end),
                        Interval.key(index.number(), new byte[] {(byte) (bracket + 1)}))
                : new Interval(
                        Interval.key(index.number(), new byte[] {(byte) bracket}),
                        Interval.key(index.number(), end));
    }

    private boolean remove(
            CollectionState collection,
            IndexDefinition index,
            Interval due,
            List<byte[]> ids,
            Writing writing) {
        if (!collection.indexes().contains(index)) {
            return false;
        }
        DocumentWriter writer = new DocumentWriter(collection, engine.catalog());
        for (byte[] id : ids) {
            byte[] stored = writing.lock(collection.documentKey(id));
            if (stored != null) {
                var document = Bson.decode(stored);
                if (IndexKeys.of(index, document).bytes().stream()
                        .map(fields -> DocumentWriter.entryKey(index, fields, id))
                        .anyMatch(entry -> isWithin(entry, due))) {
                    writer.remove(document, writing);
                }
            }
        }
        return ids.size() == AT_ONCE;
    }

    private static boolean isWithin(byte[] key, Interval interval) {
        return Arrays.compareUnsigned(key, interval.from()) >= 0
                && Arrays.compareUnsigned(key, interval.to()) < 0;
    }

    private void clear(int number) {
        boolean more = true;
        while (more && !clock.isShutdown()) {
            try (Reading reading = engine.storage().read(Budget.unlimited());
                    Writing writing = engine.storage().writeBehind()) {
                Entries entries = reading.entries(Interval.all(number), false);
                int removed = 0;
                while (removed < AT_ONCE && (more = entries.next())) {
                    writing.delete(entries.key());
                    removed++;
                }
                writing.commit();
            }
        }
        if (!more) {
            engine.catalog().cleared(number);
        }
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            boolean ended = clock.awaitTermination(1, TimeUnit.MINUTES);
            assert ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
