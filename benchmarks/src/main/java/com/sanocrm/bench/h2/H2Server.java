package com.sanocrm.bench.h2;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * {@code mongo-java-server} on its H2 store, which syncs before it acknowledges: what the local
 * store was before RocksDB. A process with the same arguments and the same first line as {@link
 * com.sanocrm.mongodb.LocalMongoServer}.
 */
public final class H2Server {
    /** Each connection waits for the disk on the worker it is bound to. */
    private static final int WORKERS = 64;

    private H2Server() {}

    static void main(String[] args) {
        System.setProperty("logback.configurationFile", "com/sanocrm/bench/h2/logback.xml");
        MongoServer server =
                new MongoServer(new DurableBackend(GroupCommit.open(Path.of(args[0]))));
        int port = Integer.parseInt(args[1]);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, WORKERS);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        System.out.println("READY mongodb://127.0.0.1:" + server.getLocalAddress().getPort());
    }
}
