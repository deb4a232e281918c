package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A MongoDB-protocol server for one machine, on loopback only. A write is acknowledged after it was
 * written and synced to the file, so that neither {@code kill -9} nor a power cut loses it; one
 * command is in the file whole or not at all.
 */
public final class LocalMongoServer implements AutoCloseable {
    /** Each connection waits for the disk on the worker it is bound to. */
    private static final int WORKERS = 64;

    private final MongoServer server;
    private final GroupCommit commits;
    private final InetSocketAddress address;

    private LocalMongoServer(MongoServer server, GroupCommit commits, InetSocketAddress address) {
        this.server = server;
        this.commits = commits;
        this.address = address;
    }

    /**
     * Opens the file, made if absent, and serves it.
     *
     * @param port 0 for any free one
     * @throws StoreUnavailableException if another server has the file or it cannot be read; a
     *     taken port is the {@link java.net.BindException} of the network layer
     */
    public static LocalMongoServer start(Path file, int port) {
        GroupCommit commits = GroupCommit.open(file);
        MongoServer server = new MongoServer(new DurableBackend(commits));
        boolean bound = false;
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, WORKERS);
            bound = true;
            return new LocalMongoServer(server, commits, server.getLocalAddress());
        } finally {
            if (!bound) {
                server.shutdownNow();
            }
        }
    }

    /** The same server on a temporary file, which is deleted when the JVM ends. */
    public static LocalMongoServer temporary() throws IOException {
        Path file = Files.createTempFile("local-mongodb", ".mv");
        file.toFile().deleteOnExit();
        return start(file, 0);
    }

    /** The connection string without a database, such as {@code mongodb://127.0.0.1:27017}. */
    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    /** Waits until the store fails; its cause then explains why no write is accepted any more. */
    Throwable awaitFailure() throws InterruptedException {
        return commits.awaitFailure();
    }

    /** Closes the file under the server, as a disk that goes away does. */
    void failStore() {
        commits.store().closeImmediately();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    /**
     * The server as a process: {@code <file> <port>}. It prints {@code READY <uri>}, ends orderly
     * on SIGTERM, and with exit code 1 when the store fails, so that a supervisor may start it
     * afresh.
     */
    static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("usage: LocalMongoServer <file> <port>");
            System.exit(2);
        }
        System.setProperty("logback.configurationFile", "com/sanocrm/mongodb/logback.xml");
        try {
            LocalMongoServer server = start(Path.of(args[0]), Integer.parseInt(args[1]));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("READY " + server.uri());
            System.err.println("The store failed: " + server.awaitFailure());
        } catch (StoreUnavailableException e) {
            System.err.println(e.getMessage());
        }
        Runtime.getRuntime().halt(1);
    }
}
