package com.sanocrm.mongodb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journals before the storage engine does, because of what RocksDB 10 does with two kinds
 * of damage: a length that points beyond the file's end looks to it like the torn end that a crash
 * leaves, so that it silently drops the writes that follow; and some types of record it reads for
 * ever. A torn end is one that nothing follows. The format is RocksDB's <a
 * href="https://github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format">write-ahead log</a>.
 */
final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private static final int BLOCK = 32 << 10;
    /* Masked checksum of type and content, length of the content, type. */
    private static final int HEADER = 7;
    private static final int LENGTH_AT = 4;
    private static final int TYPE_AT = 6;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int LAST = 4;
    /* Such records say something about the journal; RocksDB skips those that it does not know. */
    private static final int COMPRESSION = 9;
    private static final int TIMESTAMP_SIZE = 10;
    private static final int FIRST_TO_SKIP = 128;
    private static final int MASK_ROTATION = 15;
    private static final int MASK_DELTA = 0xa282ead8;

    private final Path file;
    private final CRC32C checksum = new CRC32C();
    private long whole;
    private long damagedAt = -1;

    private Journal(Path file) {
        this.file = file;
    }

    /**
     * Cuts the torn end of the last journal off; it is of a write that was never acknowledged.
     *
     * @throws StoreUnavailableException if a journal is damaged
     */
    static void repair(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
        for (Path file : files) {
            Journal journal = new Journal(file);
            journal.read();
            if (file.equals(files.getLast())) {
                journal.cut();
            }
        }
    }

    private void read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = in.readNBytes(BLOCK);
            for (long start = 0; block.length > 0; start += BLOCK) {
                read(start, ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN));
                block = in.readNBytes(BLOCK);
            }
        }
    }

    /** Records begin anew with each block, so that those after a damaged one can be found. */
    private void read(long start, ByteBuffer block) {
        int at = 0;
        while (at + HEADER <= block.limit()) {
            if (!isWhole(block, at)) {
                damagedAt = damagedAt < 0 ? start + at : damagedAt;
                at++;
                continue;
            }
            int type = Byte.toUnsignedInt(block.get(at + TYPE_AT));
            if (damagedAt >= 0 && (type == FULL || type == FIRST)) {
                throw new StoreUnavailableException(
                        "%s is damaged at byte %d, and writes follow; restore it from a copy"
                                .formatted(file, damagedAt),
                        null);
            }
            at += HEADER + length(block, at);
            if (damagedAt < 0 && (type == FULL || type == LAST || type >= COMPRESSION)) {
                whole = start + at;
            }
        }
    }

    private boolean isWhole(ByteBuffer block, int at) {
        int type = Byte.toUnsignedInt(block.get(at + TYPE_AT));
        int length = length(block, at);
        boolean known =
                (type >= FULL && type <= LAST)
                        || type == COMPRESSION
                        || type == TIMESTAMP_SIZE
                        || type >= FIRST_TO_SKIP;
        if (!known || at + HEADER + length > block.limit()) {
            return false;
        }
        checksum.reset();
        checksum.update(block.slice(at + TYPE_AT, 1 + length));
        int plain = (int) checksum.getValue();
        return block.getInt(at) == Integer.rotateRight(plain, MASK_ROTATION) + MASK_DELTA;
    }

    private static int length(ByteBuffer block, int at) {
        return Short.toUnsignedInt(block.getShort(at + LENGTH_AT));
    }

    private void cut() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long torn = channel.size() - whole;
            if (torn > 0) {
                channel.truncate(whole);
                channel.force(true);
                log.atWarn()
                        .addKeyValue("bytes", torn)
                        .log("Dropped the torn end of the journal, a write never acknowledged");
            }
        }
    }
}
