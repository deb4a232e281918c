package com.sanocrm.mongodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Watches what is free on the disk, so that writes are refused while the storage engine still has
 * room for what it has promised.
 */
final class DiskSpace {
    private final FileStore disk;
    private final long reserveBytes;
    private volatile boolean full;

    DiskSpace(Path directory, long reserveBytes) {
        try {
            this.disk = Files.getFileStore(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.reserveBytes = reserveBytes;
        look();
    }

    void look() {
        try {
            full = disk.getUsableSpace() < reserveBytes;
        } catch (IOException e) {
            full = true;
        }
    }

    /** Of commands that make the store larger; removing goes on, as the way out. */
    void demand() {
        if (full) {
            throw Refusals.outOfDiskSpace(
                    "Less than %d MiB are free on the disk of the local store; free some, and writes go on."
                            .formatted(reserveBytes >> 20));
        }
    }
}
