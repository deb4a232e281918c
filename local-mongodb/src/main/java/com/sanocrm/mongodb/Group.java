package com.sanocrm.mongodb;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.Transaction;

/** Changes of one command or several, all of which are committed, or none. */
final class Group implements AutoCloseable {
    private final Transaction transaction;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private int marks;
    private long bytes;
    private boolean broken;

    Group(Transaction transaction) {
        this.transaction = transaction;
    }

    Transaction transaction() {
        return transaction;
    }

    long bytes() {
        return bytes;
    }

    void grow(long added) {
        bytes += added;
    }

    /** For {@link #rollBackTo}. */
    int mark() {
        try {
            transaction.setSavePoint();
        } catch (RocksDBException e) {
            throw failure(e);
        }
        return marks++;
    }

    /** As it was at the mark; what was locked since is free again. */
    void rollBackTo(int mark) {
        try {
            for (; marks > mark; marks--) {
                transaction.rollbackToSavePoint();
            }
        } catch (RocksDBException e) {
            broken = true;
            throw failure(e);
        }
    }

    void afterCommit(List<Runnable> actions) {
        afterCommit.addAll(actions);
    }

    /** Returns when the changes are synced. */
    void commit() {
        if (broken) {
            throw new IllegalStateException("what a command changed could not be taken back");
        }
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

    static RuntimeException failure(RocksDBException e) {
        Status status = e.getStatus();
        if (status == null) {
            return Refusals.dataCorruption(e);
        }
        return switch (status.getCode()) {
            case Busy, TimedOut, TryAgain -> new Writing.ConflictException(e);
            default ->
                    status.getSubCode() == Status.SubCode.NoSpace
                            ? Refusals.outOfDiskSpace("The disk is full; nothing was written.")
                            : Refusals.dataCorruption(e);
        };
    }

    @Override
    public void close() {
        transaction.close();
    }
}
