package com.sanocrm.mongodb;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A command on a thread of its own, which waits for locks and for the disk as long as it takes. */
final class OwnLane implements Lane {
    private static final int ATTEMPTS = 100;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    private final Storage storage;
    private final long commandBytes;

    OwnLane(Storage storage, long commandBytes) {
        this.storage = storage;
        this.commandBytes = commandBytes;
    }

    /** Returns when the changes are synced. */
    @Override
    public <T> Optional<T> write(CollectionState collection, Function<Writing, T> command) {
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
            try (Writing writing = storage.write(commandBytes)) {
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

    @Override
    public Reading read() {
        return storage.read(Budget.unlimited());
    }
}
