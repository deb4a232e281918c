package com.sanocrm.mongodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.TransactionDB;
import org.rocksdb.TransactionDBOptions;
import org.rocksdb.TransactionOptions;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * The files: a RocksDB with pessimistic transactions. A transaction's changes are one record of the
 * journal, synced before anybody sees them; transactions that commit at the same time share a sync.
 */
final class Storage implements AutoCloseable {
    private static final int BLOCK_BYTES = 8 << 10;
    private static final double FILTER_BITS = 10;
    private static final int OPEN_FILES = 256;
    private static final int LOG_BYTES = 1 << 20;
    private static final int MANIFEST_BYTES = 4 << 20;
    private static final long LOCK_MILLIS = 3_000;

    static {
        loadLibrary();
    }

    private final Cache cache;
    private final WriteBufferManager buffers;
    private final Options options;
    private final TransactionDB db;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();
    private final TransactionOptions locking =
            new TransactionOptions().setDeadlockDetect(true).setLockTimeout(LOCK_MILLIS);

    /** A file in use needs no name: one that stayed would be left behind by {@code kill -9}. */
    private static void loadLibrary() {
        try {
            Path unpacked = Files.createTempDirectory("rocksdb");
            NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
            RocksDB.loadLibrary();
            try (var files = Files.list(unpacked)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.deleteIfExists(unpacked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Storage(Cache cache, WriteBufferManager buffers, Options options, TransactionDB db) {
        this.cache = cache;
        this.buffers = buffers;
        this.options = options;
        this.db = db;
    }

    /**
     * @throws StoreUnavailableException if another server has the directory or it is damaged
     */
    static Storage open(Path directory, StoreSettings settings) {
        Cache cache = new LRUCache(settings.cacheBytes());
        WriteBufferManager buffers = new WriteBufferManager(2 * settings.writeBufferBytes(), cache);
        Options options = options(settings, cache, buffers);
        try (TransactionDBOptions transactions = new TransactionDBOptions()) {
            Files.createDirectories(directory);
            return new Storage(
                    cache,
                    buffers,
                    options,
                    TransactionDB.open(options, transactions, directory.toString()));
        } catch (IOException e) {
            throw new StoreUnavailableException(directory + " is no directory for a store", e);
        } catch (RocksDBException e) {
            options.close();
            buffers.close();
            cache.close();
            throw new StoreUnavailableException(whyNot(directory, e), e);
        }
    }

    private static String whyNot(Path directory, RocksDBException failure) {
        String reason = String.valueOf(failure.getMessage());
        return reason.contains("lock ")
                ? directory + " is in use by another server; stop that one first"
                : directory + " cannot be opened, it may be damaged: " + reason;
    }

    private static Options options(
            StoreSettings settings, Cache cache, WriteBufferManager buffers) {
        BlockBasedTableConfig table =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK_BYTES)
                        .setFilterPolicy(new BloomFilter(FILTER_BITS))
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinL0FilterAndIndexBlocksInCache(true);
        return new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferManager(buffers)
                .setWriteBufferSize(settings.writeBufferBytes())
                .setMaxTotalWalSize(2 * settings.writeBufferBytes())
                // Many small writers on few processors: one of them does the work of a group.
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false)
                // Replaced documents are dropped soon, for the disk's sake.
                .setLevel0FileNumCompactionTrigger(2)
                .setMaxBytesForLevelBase(4 * settings.writeBufferBytes())
                .setMaxOpenFiles(OPEN_FILES)
                // A torn end is what a crash leaves; anything else in a journal is damage.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setParanoidChecks(true)
                // Space is taken when it is needed, so that small stores stay small.
                .setAllowFAllocate(false)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(LOG_BYTES)
                .setMaxManifestFileSize(MANIFEST_BYTES)
                .setStatsDumpPeriodSec(0);
    }

    Reading read() {
        return new Reading(db);
    }

    /** Changes that are synced when they are committed. */
    Writing write(long maximumBytes) {
        return new Writing(db.beginTransaction(synced, locking), maximumBytes);
    }

    /** Changes that a later synced commit makes durable along with itself. */
    Writing writeBehind() {
        return new Writing(db.beginTransaction(unsynced, locking), Long.MAX_VALUE);
    }

    @Override
    public void close() {
        try {
            db.closeE();
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        } finally {
            locking.close();
            unsynced.close();
            synced.close();
            options.close();
            buffers.close();
            cache.close();
        }
    }
}
