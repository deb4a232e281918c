package com.sanocrm.mongodb;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the commands work with. */
record Engine(
        Storage storage,
        Catalog catalog,
        Metrics metrics,
        Cursors cursors,
        DiskSpace disk,
        StoreSettings settings) {
    private static final int ATTEMPTS = 100;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    CollectionView view(CollectionState collection, Access access) {
        return new CollectionView(collection, access, catalog, metrics, settings.commandBytes());
    }

    /** As {@link #writeTo}, of a collection that is made if it is not there. */
    <T> T write(String database, String name, BiFunction<CollectionState, Writing, T> command) {
        while (true) {
            CollectionState collection = catalog.findOrCreate(database, name);
            Optional<T> result = writeTo(collection, writing -> command.apply(collection, writing));
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    /**
     * Does all of it and commits, or none of it. It may be done several times, when other commands
     * come in between; only the last counts.
     *
     * @return empty, and nothing done, if the collection was dropped
     */
    <T> Optional<T> writeTo(CollectionState collection, Function<Writing, T> command) {
        Lock shape = collection.shape().readLock();
        shape.lock();
        try {
            return collection.isDropped() ? Optional.empty() : Optional.of(write(command));
        } finally {
            shape.unlock();
        }
    }

    private <T> T write(Function<Writing, T> command) {
        for (int attempt = 1; ; attempt++) {
            try (Writing writing = storage.write(settings.commandBytes())) {
                T result = command.apply(writing);
                writing.commit();
                return result;
            } catch (Writing.ConflictException conflict) {
                if (attempt == ATTEMPTS) {
                    throw Refusals.writeConflict();
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
            }
        }
    }
}
