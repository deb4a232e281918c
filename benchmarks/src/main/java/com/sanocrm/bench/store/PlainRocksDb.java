package com.sanocrm.bench.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.bson.Document;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** The same bytes straight to RocksDB with its defaults and sync: neither protocol nor process. */
final class PlainRocksDb implements Contender, AutoCloseable {
    private final Options options = new Options().setCreateIfMissing(true);
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final RocksDB store;

    PlainRocksDb(Path directory) throws RocksDBException {
        this.store = RocksDB.open(options, directory.toString());
        store.pauseBackgroundWork();
    }

    @Override
    public String title() {
        return "RocksDB, no protocol";
    }

    @Override
    public Turn turn(int clients) throws RocksDBException {
        store.continueBackgroundWork();
        return new Turn() {
            @Override
            public void insert(Document document) throws RocksDBException {
                byte[] key = document.getObjectId("_id").toByteArray();
                store.put(synced, key, Sample.encode(document));
            }

            @Override
            public void close() throws IOException {
                try {
                    store.pauseBackgroundWork();
                } catch (RocksDBException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    /** It works in the threads of its clients. */
    @Override
    public Duration processorTime() {
        return Duration.ZERO;
    }

    @Override
    public long stored() throws RocksDBException {
        return store.getLongProperty("rocksdb.estimate-num-keys");
    }

    @Override
    public void close() throws RocksDBException {
        store.continueBackgroundWork();
        store.close();
        synced.close();
        options.close();
    }
}
