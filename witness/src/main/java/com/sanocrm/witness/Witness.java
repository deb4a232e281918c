package com.sanocrm.witness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * {@code ./sano witness}: a witness on this machine. Its directory holds the key, made at first
 * start, the logs to watch, and what it has seen of them.
 */
public final class Witness implements AutoCloseable {
    /** The file in the directory that names the logs to watch. */
    public static final String LOGS = "logs.txt";

    private static final Set<String> OPTIONS = Set.of("--directory", "--host", "--port", "--name");

    private final FileChannel lock;
    private final WitnessServer server;
    private final WitnessKey key;
    private final int watched;

    private Witness(FileChannel lock, WitnessServer server, WitnessKey key, int watched) {
        this.lock = lock;
        this.server = server;
        this.key = key;
        this.watched = watched;
    }

    static void main(String[] args) throws Exception {
        // A connection that sends nothing must not be kept for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "20");
        System.setProperty("jdk.httpserver.maxConnections", "1000");
        String home = System.getenv("SANO_HOME");
        Path standard = (home == null ? Path.of("") : Path.of(home)).resolve("witness");
        try {
            Map<String, String> options = options(List.of(args));
            Witness witness =
                    start(
                            Path.of(options.getOrDefault("--directory", standard.toString())),
                            options.getOrDefault("--name", "localhost/witness"),
                            new InetSocketAddress(
                                    options.getOrDefault("--host", "127.0.0.1"),
                                    Integer.parseInt(options.getOrDefault("--port", "8070"))),
                            Clock.systemUTC());
            System.out.println(
                    "%s%nlistens on port %d and watches the logs of %d lines"
                            .formatted(
                                    witness.key.verification(),
                                    witness.server.port(),
                                    witness.watched));
            Runtime.getRuntime().addShutdownHook(new Thread(witness::close));
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("witness: " + e.getMessage());
            System.err.print(usage(standard));
            System.exit(2);
        }
    }

    private static String usage(Path standard) {
        return """
        usage: witness [--directory DIR] [--host 127.0.0.1] [--port 8070] [--name NAME]
        DIR (here %s) keeps the key, what was seen, and logs.txt: a line for each log to watch,
            <vkey>                        the log of that name
            example.com/audit/* <vkey>    all logs whose names begin so, by the same key
        NAME is a URL without schema that only this witness has: clinic.example/witness.
        """
                .formatted(standard);
    }

    private static Map<String, String> options(List<String> args) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < args.size(); i += 2) {
            if (!OPTIONS.contains(args.get(i)) || i + 1 == args.size()) {
                throw new IllegalArgumentException("not understood: " + args.get(i));
            }
            options.put(args.get(i), args.get(i + 1));
        }
        return options;
    }

    /**
     * Starts one; only one at a time may use a directory.
     *
     * @throws IllegalArgumentException if another does, or a file there cannot be read
     */
    public static Witness start(Path directory, String name, InetSocketAddress address, Clock clock)
            throws IOException {
        WitnessKey key = WitnessKey.in(directory, name);
        FileChannel lock =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            requireAlone(lock, directory);
            WatchedLogs logs = logs(directory.resolve(LOGS));
            var witnessing = new Witnessing(logs, key, new SeenCheckpoints(directory), clock);
            return new Witness(
                    lock,
                    new WitnessServer(address, witnessing, System.err, clock),
                    key,
                    logs.size());
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static void requireAlone(FileChannel lock, Path directory) throws IOException {
        FileLock mine;
        try {
            mine = lock.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            mine = null;
        }
        if (mine == null) {
            throw new IllegalArgumentException("another witness uses " + directory);
        }
    }

    private static WatchedLogs logs(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no " + file);
        }
        try {
            return WatchedLogs.parse(Files.readAllLines(file));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(file + ": " + malformed.getMessage(), malformed);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    public WitnessKey key() {
        return key;
    }

    @Override
    public void close() {
        server.close();
        try {
            lock.close();
        } catch (IOException e) {
            // The system takes it back when the process ends.
        }
    }
}
