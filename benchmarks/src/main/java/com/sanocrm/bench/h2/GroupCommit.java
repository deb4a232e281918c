package com.sanocrm.bench.h2;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes writes durable in groups: one thread commits and syncs for all writers that are waiting.
 *
 * <p>Guarantees: {@link #durably} returns only after everything its command changed is on the disk;
 * a commit never holds half a command, because commands hold the shared side of a lock and a commit
 * holds its exclusive side; once a commit or sync has failed, no write is acknowledged any more.
 */
final class GroupCommit {
    private static final long IDLE = -1;
    private static final long CLOSED = -2;
    private static final int CACHE_MIB = 64;
    private static final int COMPACT_BELOW_FILL_PERCENT = 60;
    private static final int COMPACT_BYTES = 4 << 20;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long COMPACT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final MVStore store;
    private final ReentrantReadWriteLock commands = new ReentrantReadWriteLock(true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition requestedMore = lock.newCondition();
    private final Condition committed = lock.newCondition();

    // The four are guarded by the lock.
    private long requested;
    private long durable;
    private @Nullable Throwable failure;
    private boolean closed;

    private final Thread committer;

    private GroupCommit(MVStore store) {
        this.store = store;
        this.committer = Thread.ofPlatform().name("group-commit").daemon().unstarted(this::run);
    }

    static GroupCommit open(Path file) {
        GroupCommit commits = new GroupCommit(openStore(file));
        commits.committer.start();
        return commits;
    }

    private static MVStore openStore(Path file) {
        MVStore store =
                new MVStore.Builder()
                        .fileName(file.toString())
                        .autoCommitDisabled()
                        .cacheSize(CACHE_MIB)
                        .open();
        store.setVersionsToKeep(0);
        return store;
    }

    MVStore store() {
        return store;
    }

    /** Runs a command that may write and waits until what it did is durable, if it fails too. */
    <T extends @Nullable Object> T durably(Supplier<T> command) {
        try {
            commands.readLock().lock();
            try {
                return command.get();
            } finally {
                commands.readLock().unlock();
            }
        } finally {
            awaitDurable();
        }
    }

    private void awaitDurable() {
        lock.lock();
        try {
            long ticket = ++requested;
            requestedMore.signal();
            while (durable < ticket && failure == null) {
                committed.awaitUninterruptibly();
            }
            if (durable < ticket) {
                throw new MongoServerError(
                        1, "InternalError", "not written: the store failed: " + failure);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the committer; writers that still wait are told that they were not written. */
    void close() {
        lock.lock();
        try {
            closed = true;
            requestedMore.signal();
        } finally {
            lock.unlock();
        }
        try {
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long compactedAt = System.nanoTime();
        try {
            while (true) {
                long upTo = awaitRequest();
                if (upTo == CLOSED) {
                    fail(new IllegalStateException("the server was closed"));
                    return;
                }
                if (upTo != IDLE) {
                    commit(upTo);
                }
                if (upTo == IDLE || System.nanoTime() - compactedAt > COMPACT_EVERY_NANOS) {
                    exclusively(() -> store.compact(COMPACT_BELOW_FILL_PERCENT, COMPACT_BYTES));
                    compactedAt = System.nanoTime();
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private long awaitRequest() throws InterruptedException {
        lock.lock();
        try {
            long left = IDLE_NANOS;
            while (requested == durable && !closed && left > 0) {
                left = requestedMore.awaitNanos(left);
            }
            if (requested != durable) {
                return requested;
            }
            return closed ? CLOSED : IDLE;
        } finally {
            lock.unlock();
        }
    }

    private void commit(long upTo) {
        exclusively(store::commit);
        store.sync();
        lock.lock();
        try {
            durable = upTo;
            committed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void exclusively(Runnable work) {
        commands.writeLock().lock();
        try {
            work.run();
        } finally {
            commands.writeLock().unlock();
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            committed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
