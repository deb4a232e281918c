package com.sanocrm.mongodb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the store had come, in a file of its own: the journal itself cannot tell that its end was
 * cut away. Written once a second and at an orderly end, so that what is cut is noticed but for the
 * last second before a crash; after a crash the server says that there was one.
 */
final class Seal {
    private static final Logger log = LoggerFactory.getLogger(Seal.class);

    private static final String NAME = "SEAL";
    private static final long UNKNOWN = -1;

    private final Path file;
    private final long found;
    private long written;

    private Seal(Path file, long found) {
        this.file = file;
        this.found = found;
        this.written = UNKNOWN;
    }

    /** What the server before left. */
    static Seal read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        boolean isNew = Files.notExists(directory.resolve("CURRENT"));
        if (isNew) {
            return new Seal(file, UNKNOWN);
        }
        String content =
                Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        String[] words = content.strip().split(" ", -1);
        if (words.length != 3 || !content.equals(sealed(words[0] + " " + words[1]))) {
            log.warn("SEAL is missing or damaged: whether writes are missing cannot be told");
            return new Seal(file, UNKNOWN);
        }
        if (words[1].equals("open")) {
            log.warn(
                    "The server before did not end orderly; its journal was read as far as it goes");
        }
        return new Seal(file, Long.parseLong(words[0]));
    }

    /**
     * @param latest the number of the store's last write
     * @throws StoreUnavailableException if there were more
     */
    void verify(long latest) {
        if (latest < found) {
            throw new StoreUnavailableException(
                    "%d writes are missing at the journal's end; restore %s from a copy, or delete %s to go on without them"
                            .formatted(found - latest, file.getParent(), file),
                    null);
        }
    }

    boolean isOpenAt(long latest) {
        return written == latest;
    }

    /** The store is open and has come this far, synced. */
    void open(long latest) throws IOException {
        write(latest, "open");
        written = latest;
    }

    /** The store was closed orderly. */
    void closed(long latest) throws IOException {
        write(latest, "closed");
    }

    private void write(long latest, String state) throws IOException {
        Path next = file.resolveSibling(NAME + ".next");
        Files.writeString(next, sealed(latest + " " + state), StandardCharsets.ISO_8859_1);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String sealed(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return text + " " + Long.toHexString(checksum.getValue()) + "\n";
    }
}
