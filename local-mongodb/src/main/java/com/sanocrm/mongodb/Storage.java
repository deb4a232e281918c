package com.sanocrm.mongodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
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
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files: a RocksDB with pessimistic transactions. A transaction's changes are one record of the
 * journal, synced before anybody sees them; transactions that commit at the same time share a sync.
 */
final class Storage implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Storage.class);

    private static final int BLOCK_BYTES = 8 << 10;
    private static final double FILTER_BITS = 10;
    private static final int OPEN_FILES = 256;
    private static final int LOG_BYTES = 1 << 20;
    private static final int MANIFEST_BYTES = 4 << 20;
    private static final long LOCK_MILLIS = 3_000;

    static {
        loadLibrary();
    }

    private final List<AutoCloseable> opened;
    private final TransactionDB db;
    private final Seal seal;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();
    private final TransactionOptions locking =
            new TransactionOptions().setDeadlockDetect(true).setLockTimeout(LOCK_MILLIS);
    private final TransactionOptions trying = new TransactionOptions().setLockTimeout(0);

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

    private Storage(List<AutoCloseable> opened, TransactionDB db, Seal seal) {
        this.opened = opened;
        this.db = db;
        this.seal = seal;
    }

    /**
     * @throws StoreUnavailableException if another server has the directory or it is damaged
     */
    static Storage open(Path directory, StoreSettings settings) {
        List<AutoCloseable> opened = new ArrayList<>();
        boolean done = false;
        try {
            Files.createDirectories(directory);
            opened.add(DirectoryLock.take(directory));
            Seal seal = Seal.read(directory);
            Journal.repair(directory);
            Cache cache = add(opened, new LRUCache(settings.cacheBytes()));
            WriteBufferManager buffers =
                    add(opened, new WriteBufferManager(2 * settings.writeBufferBytes(), cache));
            Options options = add(opened, options(settings, cache, buffers));
            TransactionDB db = add(opened, open(options, directory));
            seal.verify(db.getLatestSequenceNumber());
            Storage storage = new Storage(opened, db, seal);
            storage.seal();
            done = true;
            return storage;
        } catch (IOException e) {
            throw new StoreUnavailableException(directory + " cannot be read or written: " + e, e);
        } catch (RocksDBException e) {
            throw new StoreUnavailableException(
                    directory + " cannot be opened, it may be damaged: " + e.getMessage(), e);
        } finally {
            if (!done) {
                Closing.all(opened.reversed());
            }
        }
    }

    private static <T extends AutoCloseable> T add(List<AutoCloseable> opened, T one) {
        opened.add(one);
        return one;
    }

    private static TransactionDB open(Options options, Path directory) throws RocksDBException {
        try (TransactionDBOptions transactions = new TransactionDBOptions()) {
            return TransactionDB.open(options, transactions, directory.toString());
        }
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
        return new Options(verifyingJournals(), new ColumnFamilyOptions())
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                // Services encrypt what is large, and a search of the files must find what is not.
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setWriteBufferManager(buffers)
                .setWriteBufferSize(settings.writeBufferBytes())
                .setMaxTotalWalSize(2 * settings.writeBufferBytes())
                // Many small writers on few processors: one of them does the work of a group.
                .setAllowConcurrentMemtableWrite(false)
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

    /** Each journal says how long the one before was. There is no setter for it. */
    private static DBOptions verifyingJournals() {
        Properties names = new Properties();
        names.setProperty("track_and_verify_wals_in_manifest", "true");
        names.setProperty("track_and_verify_wals", "true");
        return Objects.requireNonNull(DBOptions.getDBOptionsFromProps(names));
    }

    Reading read(Budget budget) {
        return new Reading(db, budget);
    }

    /** Changes that are synced when they are committed. */
    Writing write(long maximumBytes) {
        return Writing.alone(new Group(db.beginTransaction(synced, locking)), maximumBytes);
    }

    /** Changes of several commands, none of which waits for a lock. */
    Group group() {
        return new Group(db.beginTransaction(synced, trying));
    }

    /** Changes that a later synced commit makes durable along with itself. */
    Writing writeBehind() {
        return Writing.alone(new Group(db.beginTransaction(unsynced, locking)), Long.MAX_VALUE);
    }

    /** Notes how far the store has come. */
    void seal() {
        try {
            long latest = db.getLatestSequenceNumber();
            if (!seal.isOpenAt(latest)) {
                sync();
                seal.open(latest);
            }
        } catch (RocksDBException | IOException e) {
            log.atWarn().setCause(e).log("The seal is written later");
        }
    }

    /**
     * By a write of nothing, which fails if those before failed. After a full disk, {@code
     * RocksDB#syncWal} would find the failed journal, and no write would ever go on.
     */
    private void sync() throws RocksDBException {
        try (WriteBatch nothing = new WriteBatch()) {
            nothing.putLogData(new byte[0]);
            db.write(synced, nothing);
        }
    }

    /** Nobody writes any more. */
    @Override
    public void close() {
        long latest = db.getLatestSequenceNumber();
        try {
            sync();
            db.closeE();
            seal.closed(latest);
        } catch (RocksDBException | IOException e) {
            log.atWarn().setCause(e).log("The store was not closed orderly");
        } finally {
            trying.close();
            locking.close();
            unsynced.close();
            synced.close();
            Closing.all(opened.reversed());
        }
    }
}
