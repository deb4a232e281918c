package com.sanocrm.stack.kafka;

import com.sanocrm.contracts.Principal;
import com.sanocrm.stack.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** A broker as the launcher starts it, but in this JVM, for all its tests. */
final class Broker {
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

    private static final class Holder {
        static final Broker RUNNING = begun();
    }

    /** Started when first asked for; its topics are everybody's. */
    static Broker running() {
        return Holder.RUNNING;
    }

    private static Broker begun() {
        try {
            Path directory = Files.createTempDirectory("broker");
            Broker broker = start(directory.resolve("kafka"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> broker.end(directory)));
            return broker;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("no broker", failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    private static Broker start(Path directory)
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

    private void end(Path directory) {
        server.shutdown();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
