package com.sanocrm.stack.kafka;

import com.sanocrm.stack.secret.PrivateFile;
import com.sanocrm.stack.secret.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * One broker with its controller, on loopback. Clients log in with SCRAM; the controller's listener
 * asks for a password too (PLAIN, because the SCRAM credentials live behind it). Nothing is allowed
 * without an access rule, except to the launcher's administrator and the broker itself.
 */
public final class KafkaNode {
    /** How the launcher hands the passwords over: never as arguments, which everybody can see. */
    public static final String ADMIN_PASSWORD = "SANO_KAFKA_ADMIN_PASSWORD";

    public static final String CONTROLLER_PASSWORD = "SANO_KAFKA_CONTROLLER_PASSWORD";

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final String adminPassword;
    private final String controllerPassword;

    KafkaNode(
            Path directory,
            int port,
            int controllerPort,
            String adminPassword,
            String controllerPassword) {
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
        this.adminPassword = adminPassword;
        this.controllerPassword = controllerPassword;
    }

    /** The broker as a process: {@code <directory> <port> <controller port>}. */
    static void main(String[] args) throws IOException {
        Path properties =
                new KafkaNode(
                                Path.of(args[0]),
                                Integer.parseInt(args[1]),
                                Integer.parseInt(args[2]),
                                required(ADMIN_PASSWORD),
                                required(CONTROLLER_PASSWORD))
                        .prepare();
        Kafka.main(new String[] {properties.toString()});
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new IllegalStateException(variable + " is not set");
        }
        return value;
    }

    /**
     * Writes the settings and formats the storage if it is new.
     *
     * @return the settings' file
     */
    Path prepare() throws IOException {
        Files.createDirectories(directory);
        Path data = directory.resolve("log");
        if (!Files.exists(data)) {
            format(data);
        }
        Path settings = directory.resolve("server.properties");
        store(settings, settings(data));
        return settings;
    }

    /** Formats beside the place and moves it there: an interrupted format leaves nothing. */
    private void format(Path data) throws IOException {
        Path draft = directory.resolve("formatting");
        delete(draft);
        Files.createDirectories(draft);
        Path settings = directory.resolve("format.properties");
        store(settings, settings(draft));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int code =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--cluster-id",
                            Uuid.randomUuid().toString(),
                            "--config",
                            settings.toString(),
                            "--add-scram",
                            "SCRAM-SHA-512=[name=%s,password=%s]"
                                    .formatted(Secrets.KAFKA_ADMIN, adminPassword)
                        },
                        new PrintStream(output, true, StandardCharsets.UTF_8));
        Files.delete(settings);
        if (code != 0) {
            throw new IOException(
                    "Kafka did not format: " + output.toString(StandardCharsets.UTF_8));
        }
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private Properties settings(Path data) {
        Properties settings = new Properties();
        settings.putAll(security());
        settings.putAll(
                Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                        "log.dirs", data.toString(),
                        "auto.create.topics.enable", "false"));
        // After SIGKILL the broker is let in again only when its last session has ended.
        settings.putAll(
                Map.of(
                        "broker.session.timeout.ms", "3000",
                        "broker.heartbeat.interval.ms", "500"));
        // One node: no copies.
        settings.putAll(
                Map.of(
                        "offsets.topic.replication.factor", "1",
                        "offsets.topic.num.partitions", "4",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1",
                        "transaction.state.log.num.partitions", "4",
                        "share.coordinator.state.topic.replication.factor", "1",
                        "share.coordinator.state.topic.min.isr", "1"));
        // One small machine: less memory, fewer threads, no wait for a group's other members.
        settings.putAll(
                Map.of(
                        "group.initial.rebalance.delay.ms", "0",
                        "log.segment.bytes", "67108864",
                        "log.index.size.max.bytes", "1048576",
                        "log.cleaner.dedupe.buffer.size", "8388608",
                        "num.network.threads", "2",
                        "num.io.threads", "4",
                        "background.threads", "2",
                        "num.recovery.threads.per.data.dir", "2"));
        return settings;
    }

    private Map<String, String> security() {
        return Map.ofEntries(
                Map.entry(
                        "listeners",
                        "SASL_PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(port, controllerPort)),
                Map.entry("advertised.listeners", "SASL_PLAINTEXT://localhost:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "SASL_PLAINTEXT"),
                Map.entry(
                        "listener.security.protocol.map",
                        "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512"),
                Map.entry("sasl.mechanism.controller.protocol", "PLAIN"),
                Map.entry("listener.name.controller.sasl.enabled.mechanisms", "PLAIN"),
                Map.entry(
                        "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
                        "%s required username=\"%s\" password=\"%s\";"
                                .formatted(
                                        ScramLoginModule.class.getName(),
                                        Secrets.KAFKA_ADMIN,
                                        adminPassword)),
                Map.entry(
                        "listener.name.controller.plain.sasl.jaas.config",
                        "%1$s required username=\"%2$s\" password=\"%3$s\" user_%2$s=\"%3$s\";"
                                .formatted(
                                        PlainLoginModule.class.getName(),
                                        Secrets.KAFKA_CONTROLLER,
                                        controllerPassword)),
                Map.entry(
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry(
                        "super.users",
                        "User:%s;User:%s"
                                .formatted(Secrets.KAFKA_ADMIN, Secrets.KAFKA_CONTROLLER)));
    }

    private static void store(Path file, Properties settings) throws IOException {
        StringWriter text = new StringWriter();
        settings.store(text, null);
        PrivateFile.write(file, text.toString());
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
