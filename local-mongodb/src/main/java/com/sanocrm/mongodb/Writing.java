package com.sanocrm.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Transaction;

/**
 * One command's changes: all of them are committed, or none. It sees its own, and those of its
 * group; others see them once they are synced. What it locked stays locked to others until then.
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

    private final Group group;
    private final boolean alone;
    private final Transaction transaction;
    private final Budget budget;
    private final long maximumBytes;
    private final int begin;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private long bytes;
    private boolean done;

    private Writing(Group group, boolean alone, Budget budget, long maximumBytes) {
        this.group = group;
        this.alone = alone;
        this.transaction = group.transaction();
        this.budget = budget;
        this.maximumBytes = maximumBytes;
        this.begin = alone ? 0 : group.mark();
    }

    /** Committed by itself. */
    static Writing alone(Group group, long maximumBytes) {
        return new Writing(group, true, Budget.unlimited(), maximumBytes);
    }

    /** Committed with the group, when the group is. */
    static Writing with(Group group, Budget budget, long maximumBytes) {
        return new Writing(group, false, budget, maximumBytes);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return budget.spent(transaction.get(LATEST, key));
        } catch (RocksDBException e) {
            throw Group.failure(e);
        }
    }

    /** Reads the last committed value after nobody else can change it. */
    byte @Nullable [] lock(byte[] key) {
        try {
            return budget.spent(transaction.getForUpdate(LATEST, key, true));
        } catch (RocksDBException e) {
            throw Group.failure(e);
        }
    }

    /** Of a key that was locked and is left as it was. */
    void unlock(byte[] key) {
        transaction.undoGetForUpdate(key);
    }

    @Override
    public Entries entries(Interval interval, boolean reverse) {
        Entries entries = new Entries(transaction.getIterator(LATEST), interval, reverse, budget);
        opened.add(entries);
        return entries;
    }

    void put(byte[] key, byte[] value) {
        grow(key.length + value.length);
        try {
            transaction.putUntracked(key, value);
        } catch (RocksDBException e) {
            throw Group.failure(e);
        }
    }

    void delete(byte[] key) {
        grow(key.length);
        try {
            transaction.deleteUntracked(key);
        } catch (RocksDBException e) {
            throw Group.failure(e);
        }
    }

    private void grow(int added) {
        budget.spend(added);
        bytes += added;
        if (bytes > maximumBytes) {
            budget.exceeded();
            throw Refusals.tooLarge(
                    "One command may change %d bytes; split it.".formatted(maximumBytes));
        }
    }

    /** Does all of it, or none of it if it is refused. */
    <T> T whole(Supplier<T> statement) {
        int actions = afterCommit.size();
        int mark = group.mark();
        boolean whole = false;
        try {
            T result = statement.get();
            whole = true;
            return result;
        } finally {
            if (!whole) {
                group.rollBackTo(mark);
                afterCommit.subList(actions, afterCommit.size()).clear();
            }
        }
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** The command is done. Alone, it returns when the changes are synced. */
    void commit() {
        group.grow(bytes);
        group.afterCommit(afterCommit);
        if (alone) {
            group.commit();
        }
        done = true;
    }

    @Override
    public void close() {
        Closing.all(opened.reversed());
        if (alone) {
            group.close();
        } else if (!done) {
            group.rollBackTo(begin);
        }
    }
}
