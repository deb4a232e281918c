package com.sanocrm.mongodb;

import java.util.Arrays;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A walk through an interval's entries. */
final class Entries implements AutoCloseable {
    private final RocksIterator entries;
    private final Interval interval;
    private final boolean reverse;
    private final Budget budget;
    private boolean begun;

    Entries(RocksIterator entries, Interval interval, boolean reverse, Budget budget) {
        this.budget = budget;
        this.entries = entries;
        this.interval = interval;
        this.reverse = reverse;
    }

    /** Goes to the next entry, at first to the first, and says whether there is one. */
    boolean next() {
        budget.spend();
        if (!begun) {
            begin();
        } else if (reverse) {
            entries.prev();
        } else {
            entries.next();
        }
        if (!entries.isValid()) {
            check();
            return false;
        }
        byte[] key = entries.key();
        return reverse
                ? Arrays.compareUnsigned(key, interval.from()) >= 0
                : Arrays.compareUnsigned(key, interval.to()) < 0;
    }

    private void begin() {
        begun = true;
        if (!reverse) {
            entries.seek(interval.from());
            return;
        }
        entries.seekForPrev(interval.to());
        if (entries.isValid() && Arrays.equals(entries.key(), interval.to())) {
            entries.prev();
        }
    }

    /** An iterator ends at a damaged block as at the end; only its status tells. */
    private void check() {
        try {
            entries.status();
        } catch (RocksDBException e) {
            throw Refusals.dataCorruption(e);
        }
    }

    byte[] key() {
        return entries.key();
    }

    byte[] value() {
        byte[] value = entries.value();
        budget.spend(value.length);
        return value;
    }

    @Override
    public void close() {
        entries.close();
    }
}
