package com.sanocrm.stack.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read: mode 0600 from the first byte on. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Puts the content in place whole; a reader sees the old content or the new, never a part. */
    public static void write(Path file, String content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path draft =
                Files.createTempFile(
                        parent,
                        file.getFileName().toString(),
                        ".draft",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
