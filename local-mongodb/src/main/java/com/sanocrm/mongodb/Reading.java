package com.sanocrm.mongodb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.TransactionDB;

/** Reads of one state of the store, whatever is written meanwhile. */
final class Reading implements Access {
    private final TransactionDB db;
    private final Snapshot snapshot;
    private final ReadOptions options;
    private final Budget budget;
    private final List<AutoCloseable> opened = new ArrayList<>();

    Reading(TransactionDB db, Budget budget) {
        this.db = db;
        this.budget = budget;
        this.snapshot = db.getSnapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return db.get(options, key);
        } catch (RocksDBException e) {
            throw Refusals.dataCorruption(e);
        }
    }

    @Override
    public Entries entries(Interval interval, boolean reverse) {
        Slice from = new Slice(interval.from());
        Slice to = new Slice(interval.to());
        ReadOptions bounded =
                new ReadOptions()
                        .setSnapshot(snapshot)
                        .setIterateLowerBound(from)
                        .setIterateUpperBound(to);
        Entries entries = new Entries(db.newIterator(bounded), interval, reverse, budget);
        opened.addAll(List.of(bounded, from, to, entries));
        return entries;
    }

    /** What is read from here on, nobody waits for. */
    void lift() {
        budget.lift();
    }

    @Override
    public void close() {
        Closing.all(opened.reversed());
        options.close();
        db.releaseSnapshot(snapshot);
        snapshot.close();
    }
}
