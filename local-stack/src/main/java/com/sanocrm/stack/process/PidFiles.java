package com.sanocrm.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs, remembered across the launcher's own death: process id and start time, so that a
 * recycled id is never taken for ours.
 */
public final class PidFiles {
    private final Path directory;

    public PidFiles(Path directory) {
        this.directory = directory;
    }

    void write(String name, ProcessHandle process) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve(name),
                process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH));
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    /** The processes of a launcher that was killed, which still run. */
    public List<ProcessHandle> leftBehind() throws IOException {
        List<ProcessHandle> running = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    find(Files.readString(file)).ifPresent(running::add);
                }
            }
        }
        return running;
    }

    private static Optional<ProcessHandle> find(String entry) {
        String[] parts = entry.split(" ", 2);
        return parts.length < 2
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(parts[0]))
                        .filter(ProcessHandle::isAlive)
                        .filter(
                                process ->
                                        process.info()
                                                .startInstant()
                                                .map(Instant::toString)
                                                .equals(Optional.of(parts[1])));
    }
}
