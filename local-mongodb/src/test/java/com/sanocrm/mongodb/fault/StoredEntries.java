package com.sanocrm.mongodb.fault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** The entries of a stopped server's files, as the storage engine has them. */
final class StoredEntries {
    private StoredEntries() {}

    static Map<ByteBuffer, ByteBuffer> read(Path directory) {
        Map<ByteBuffer, ByteBuffer> all = new TreeMap<>();
        try (Options options = new Options();
                RocksDB db = RocksDB.open(options, directory.toString());
                RocksIterator entries = db.newIterator()) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                all.put(ByteBuffer.wrap(entries.key()), ByteBuffer.wrap(entries.value()));
            }
            entries.status();
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    /** What makes the second of the first; null where an entry is removed. */
    static Map<ByteBuffer, @Nullable ByteBuffer> changes(
            Map<ByteBuffer, ByteBuffer> from, Map<ByteBuffer, ByteBuffer> to) {
        Map<ByteBuffer, @Nullable ByteBuffer> changes = new TreeMap<>();
        from.keySet().stream()
                .filter(key -> !to.containsKey(key))
                .forEach(key -> changes.put(key, null));
        to.forEach(
                (key, value) -> {
                    if (!Objects.equals(value, from.get(key))) {
                        changes.put(key, value);
                    }
                });
        return changes;
    }

    static void apply(Path directory, Map<ByteBuffer, @Nullable ByteBuffer> changes) {
        try (Options options = new Options();
                FlushOptions flush = new FlushOptions();
                RocksDB db = RocksDB.open(options, directory.toString())) {
            for (Map.Entry<ByteBuffer, @Nullable ByteBuffer> change : changes.entrySet()) {
                ByteBuffer value = change.getValue();
                if (value == null) {
                    db.delete(bytes(change.getKey()));
                } else {
                    db.put(bytes(change.getKey()), bytes(value));
                }
            }
            db.flush(flush);
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is of the document with this {@code _id}: itself, or an index's entry for it. */
    static boolean isOf(String id, ByteBuffer key, ByteBuffer value) {
        return text(key).contains(id) || text(value).contains(id);
    }

    private static String text(ByteBuffer bytes) {
        return new String(bytes(bytes), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
