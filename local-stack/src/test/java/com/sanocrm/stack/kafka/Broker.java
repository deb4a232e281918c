package com.sanocrm.stack.kafka;

import com.sanocrm.contracts.Principal;
import com.sanocrm.stack.secret.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** A broker as the launcher starts it, but in this JVM. */
final class Broker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String bootstrap;
    private final int controllerPort;
    private final Map<String, String> passwords = new TreeMap<>();

    private Broker(KafkaRaftServer server, int port, int controllerPort) {
        this.server = server;
        this.bootstrap = "localhost:" + port;
        this.controllerPort = controllerPort;
        for (Principal principal : Principal.values()) {
            passwords.put(principal.wireName(), "of-" + principal.wireName());
        }
        passwords.put(Secrets.KAFKA_OPERATOR, "of-operator");
    }

    static Broker start(Path directory)
            throws IOException, InterruptedException, ExecutionException {
        int port = freePort();
        int controllerPort = freePort();
        Path settings =
                new KafkaNode(directory, port, controllerPort, "of-admin", "of-controller")
                        .prepare();
        Properties properties = Utils.loadProps(settings.toString());
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        Broker broker = new Broker(server, port, controllerPort);
        broker.setUp();
        return broker;
    }

    void setUp() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(admin().properties())) {
            new KafkaSetup(admin, 1).apply(passwords);
        }
    }

    KafkaLogin admin() {
        return new KafkaLogin(bootstrap, Secrets.KAFKA_ADMIN, "of-admin");
    }

    KafkaLogin login(String principal) {
        return new KafkaLogin(bootstrap, principal, "of-" + principal);
    }

    String bootstrap() {
        return bootstrap;
    }

    String controller() {
        return "localhost:" + controllerPort;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
