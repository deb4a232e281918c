package com.sanocrm.mongodb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;

/**
 * A MongoDB-protocol server for one machine, on loopback only. A write is acknowledged, and seen by
 * others, after it was synced to the disk, so that neither {@code kill -9} nor a power cut loses
 * it; one command is on the disk whole or not at all.
 */
public final class LocalMongoServer implements AutoCloseable {
    private final Engine engine;
    private final Listener listener;
    private final Housekeeping housekeeping;

    private LocalMongoServer(Engine engine, Listener listener) {
        this.engine = engine;
        this.listener = listener;
        this.housekeeping = new Housekeeping(engine);
    }

    /**
     * Opens the directory, made if absent, and serves what is in it. How much memory it takes and
     * how much of the disk it leaves, {@code SANO_STORE_MEMORY_MIB} and {@code
     * SANO_STORE_RESERVE_MIB} say.
     *
     * @param port 0 for any free one
     * @throws StoreUnavailableException if another server has the directory or it cannot be read; a
     *     taken port is the {@link java.io.IOException} of the network layer
     */
    public static LocalMongoServer start(Path directory, int port) {
        StoreSettings settings = StoreSettings.from(System.getenv());
        Storage storage = Storage.open(directory, settings);
        boolean started = false;
        try {
            Engine engine =
                    new Engine(
                            storage,
                            Catalog.open(storage),
                            new Metrics(),
                            new Cursors(),
                            new DiskSpace(directory, settings.reserveBytes()),
                            settings,
                            new OwnLane(storage, settings.commandBytes()));
            Listener listener = new Listener(engine, port);
            started = true;
            return new LocalMongoServer(engine, listener);
        } finally {
            if (!started) {
                storage.close();
            }
        }
    }

    /** The same server in a temporary directory, which is deleted when the JVM ends. */
    public static LocalMongoServer temporary() throws IOException {
        Path directory = Files.createTempDirectory("local-mongodb");
        LocalMongoServer server = start(directory, 0);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    delete(directory);
                                }));
        return server;
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }

    /** The connection string without a database, such as {@code mongodb://127.0.0.1:27017}. */
    public String uri() {
        return "mongodb://127.0.0.1:" + listener.port();
    }

    @Override
    public void close() {
        housekeeping.close();
        listener.close();
        engine.cursors().close();
        engine.storage().close();
    }

    /**
     * The server as a process: {@code <directory> <port>}. It prints {@code READY <uri>}, ends
     * orderly on SIGTERM, and with exit code 1 and the reason when it cannot open the directory.
     */
    static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("usage: LocalMongoServer <directory> <port>");
            System.exit(2);
        }
        System.setProperty("logback.configurationFile", "com/sanocrm/mongodb/logback.xml");
        try {
            LocalMongoServer server = start(Path.of(args[0]), Integer.parseInt(args[1]));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("READY " + server.uri());
            new CountDownLatch(1).await();
        } catch (StoreUnavailableException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }
}
