package com.sanocrm.stack.place;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The project's root and {@code .sano}, where everything the local stack keeps lies: owner-only.
 *
 * @param root the checkout
 * @param directory usually {@code <root>/.sano}
 */
public record Home(Path root, Path directory) {
    /** The longest path that a Unix domain socket can have on every system we know. */
    private static final int LONGEST_SOCKET_PATH = 100;

    private static final long NEEDED_BYTES = 1L << 30;

    public Path data(String name) {
        return directory.resolve("data").resolve(name);
    }

    public Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    public Path run() {
        return directory.resolve("run");
    }

    public Path keys() {
        return directory.resolve("keys");
    }

    public Path secrets() {
        return directory.resolve("secrets.json");
    }

    public Path credentials() {
        return directory.resolve("credentials.json");
    }

    public Path seedProgress() {
        return directory.resolve("seed.json");
    }

    public Path lock() {
        return directory.resolve("lock");
    }

    /** The launcher's control socket, in the temporary directory if the checkout lies too deep. */
    public Path socket() {
        Path near = directory.resolve("control.sock");
        return near.toString().length() <= LONGEST_SOCKET_PATH
                ? near
                : Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "sano-" + Integer.toHexString(directory.hashCode()),
                        "control.sock");
    }

    /** Makes the directories that are missing, for the owner only. */
    public void create() throws IOException {
        for (Path each : new Path[] {directory, run(), keys(), directory.resolve("logs")}) {
            ownerOnly(each);
        }
        ownerOnly(directory.resolve("data"));
        ownerOnly(socket().toAbsolutePath().resolveSibling(""));
    }

    /** A directory with mode 0700. */
    public static void ownerOnly(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    /**
     * Refuses a disk that is as good as full.
     *
     * @throws Complaint with what to do
     */
    public void requireSpace() throws IOException {
        FileStore store = Files.getFileStore(directory);
        if (store.getUsableSpace() < NEEDED_BYTES) {
            throw new Complaint(
                    "The disk of %s has %d MiB left; the local stack needs 1 GiB."
                            .formatted(directory, store.getUsableSpace() >> 20),
                    "Free some space and try again.");
        }
    }
}
