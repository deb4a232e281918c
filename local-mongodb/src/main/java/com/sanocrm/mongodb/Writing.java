package com.sanocrm.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.Transaction;

/**
 * One command's changes: all of them are committed, or none. It sees its own; others see them once
 * they are synced. What it locked stays locked to others until then.
 */
final class Writing implements Access {
    /** Another command holds what this one needs: it may succeed when it is tried again. */
    static final class ConflictException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConflictException(Throwable cause) {
            super(null, cause, false, false);
        }
    }

    /** As they come: what was committed last. Shared, and so never closed. */
    private static final ReadOptions LATEST = new ReadOptions();

    private final Transaction transaction;
    private final long maximumBytes;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private long bytes;

    Writing(Transaction transaction, long maximumBytes) {
        this.transaction = transaction;
        this.maximumBytes = maximumBytes;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return transaction.get(LATEST, key);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /** Reads the last committed value after nobody else can change it. */
    byte @Nullable [] lock(byte[] key) {
        try {
            return transaction.getForUpdate(LATEST, key, true);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /** Of a key that was locked and is left as it was. */
    void unlock(byte[] key) {
        transaction.undoGetForUpdate(key);
    }

    @Override
    public Entries entries(Interval interval, boolean reverse) {
        Entries entries = new Entries(transaction.getIterator(LATEST), interval, reverse);
        opened.add(entries);
        return entries;
    }

    void put(byte[] key, byte[] value) {
        grow(key.length + value.length);
        try {
            transaction.putUntracked(key, value);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    void delete(byte[] key) {
        grow(key.length);
        try {
            transaction.deleteUntracked(key);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    private void grow(int added) {
        bytes += added;
        if (bytes > maximumBytes) {
            throw Refusals.tooLarge(
                    "One command may change %d bytes; split it.".formatted(maximumBytes));
        }
    }

    /** Does all of it, or none of it if it is refused. */
    <T> T whole(Supplier<T> statement) {
        int actions = afterCommit.size();
        try {
            transaction.setSavePoint();
            boolean done = false;
            try {
                T result = statement.get();
                done = true;
                return result;
            } finally {
                if (!done) {
                    transaction.rollbackToSavePoint();
                    afterCommit.subList(actions, afterCommit.size()).clear();
                }
            }
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Returns when the changes are synced. */
    void commit() {
        if (bytes == 0) {
            return;
        }
        try {
            transaction.commit();
        } catch (RocksDBException e) {
            throw unwritten(e);
        }
        afterCommit.forEach(Runnable::run);
    }

    /** After the disk was full the journal says that it failed before, until there is a new one. */
    private static RuntimeException unwritten(RocksDBException e) {
        Status status = e.getStatus();
        return status != null && status.getCode() == Status.Code.IOError
                ? Refusals.outOfDiskSpace(
                        "The disk is full, or fails; nothing was written: " + e.getMessage())
                : failure(e);
    }

    private static RuntimeException failure(RocksDBException e) {
        Status status = e.getStatus();
        if (status == null) {
            return Refusals.dataCorruption(e);
        }
        return switch (status.getCode()) {
            case Busy, TimedOut, TryAgain -> new ConflictException(e);
            default ->
                    status.getSubCode() == Status.SubCode.NoSpace
                            ? Refusals.outOfDiskSpace("The disk is full; nothing was written.")
                            : Refusals.dataCorruption(e);
        };
    }

    @Override
    public void close() {
        Closing.all(opened.reversed());
        transaction.close();
    }
}
