package com.sanocrm.mongodb;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The short commands of one thread, which share a transaction and its sync: group commit. The
 * thread commits when it has run what was ready, and gives no answer before. A command that would
 * wait for somebody, or do much, is refused and leaves no trace in the group.
 */
final class GroupLane implements Lane {
    private static final long COMMAND_BYTES = 1 << 20;

    private final Storage storage;
    private final Set<CollectionState> held = new LinkedHashSet<>();
    private @Nullable Group group;

    GroupLane(Storage storage) {
        this.storage = storage;
    }

    @Override
    public <T> Optional<T> write(CollectionState collection, Function<Writing, T> command) {
        hold(collection);
        if (collection.isDropped()) {
            return Optional.empty();
        }
        if (group == null) {
            group = storage.group();
        }
        try (Writing writing = Writing.with(group, Budget.small(), COMMAND_BYTES)) {
            T result = command.apply(writing);
            writing.commit();
            return Optional.of(result);
        } catch (Writing.ConflictException someoneElses) {
            throw new Budget.SpentException();
        }
    }

    /** Until the commit: nobody changes the indexes before. Whoever waits to do so goes first. */
    private void hold(CollectionState collection) {
        if (held.contains(collection)) {
            return;
        }
        try {
            if (!collection.shape().readLock().tryLock(0, TimeUnit.NANOSECONDS)) {
                throw new Budget.SpentException();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Budget.SpentException();
        }
        held.add(collection);
    }

    @Override
    public Reading read() {
        return storage.read(Budget.small());
    }

    /** Whether the group should not grow any more. */
    boolean isLarge() {
        return group != null && group.bytes() > COMMAND_BYTES;
    }

    /**
     * Returns when the changes of all commands since the last commit are synced.
     *
     * @throws de.bwaldvogel.mongo.exception.MongoServerError if none of them is
     */
    void commit() {
        try {
            if (group != null) {
                group.commit();
            }
        } finally {
            if (group != null) {
                group.close();
                group = null;
            }
            held.forEach(collection -> collection.shape().readLock().unlock());
            held.clear();
        }
    }
}
