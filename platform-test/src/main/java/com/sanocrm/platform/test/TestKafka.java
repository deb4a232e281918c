package com.sanocrm.platform.test;

import com.sanocrm.contracts.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Time;

/**
 * The Kafka broker of this JVM's tests, started when first asked for, without authentication. It
 * has every {@link Topic} and its dead letters, with fewer partitions than in earnest so that tests
 * start quickly.
 */
public final class TestKafka {
    private static final int PARTITIONS = 3;

    private TestKafka() {}

    public static String bootstrapServers() {
        return Holder.BOOTSTRAP;
    }

    private static final class Holder {
        static final String BOOTSTRAP = start();
    }

    private static String start() {
        if (Containers.wanted()) {
            createTopics(Containers.kafka());
            return Containers.kafka();
        }
        try {
            Path directory = Files.createTempDirectory("test-kafka");
            int broker;
            int controller;
            /* Both held at once, or the second may be the first again. */
            try (ServerSocket one = free();
                    ServerSocket another = free()) {
                broker = one.getLocalPort();
                controller = another.getLocalPort();
            }
            Properties settings = settings(directory.resolve("data"), broker, controller);
            format(directory.resolve("server.properties"), settings);
            KafkaRaftServer server =
                    new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            server.startup();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
            createTopics("localhost:" + broker);
            return "localhost:" + broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties settings(Path data, int broker, int controller) {
        Properties settings = new Properties();
        settings.putAll(
                Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "controller.quorum.voters", "1@localhost:" + controller,
                        "listeners",
                                "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d"
                                        .formatted(broker, controller),
                        "controller.listener.names", "CONTROLLER",
                        "listener.security.protocol.map",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "log.dirs", data.toString()));
        settings.putAll(
                Map.of(
                        "auto.create.topics.enable", "false",
                        "offsets.topic.replication.factor", "1",
                        "offsets.topic.num.partitions", "1",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1",
                        "transaction.state.log.num.partitions", "1",
                        "group.initial.rebalance.delay.ms", "0",
                        "log.cleaner.dedupe.buffer.size", "8388608",
                        "log.index.size.max.bytes", "65536"));
        return settings;
    }

    private static void format(Path file, Properties settings) throws IOException {
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int code =
                StorageTool.execute(
                        new String[] {
                            "format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
                        },
                        new PrintStream(output, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IOException("Kafka: " + output.toString(StandardCharsets.UTF_8));
        }
    }

    private static void createTopics(String bootstrap) {
        List<NewTopic> topics =
                Arrays.stream(Topic.values())
                        .<NewTopic>mapMulti(
                                (topic, all) -> {
                                    all.accept(newTopic(topic));
                                    all.accept(deadLetters(topic));
                                })
                        .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka made no topics", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static NewTopic newTopic(Topic topic) {
        int partitions = Math.min(topic.partitions(), PARTITIONS);
        return new NewTopic(topic.wireName(), partitions, (short) 1)
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                topic.retention().isPresent()
                                        ? TopicConfig.CLEANUP_POLICY_DELETE
                                        : TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** As many partitions as the topic: a dead letter keeps its partition. */
    private static NewTopic deadLetters(Topic topic) {
        int partitions = Math.min(topic.partitions(), PARTITIONS);
        return new NewTopic(topic.deadLetterName(), partitions, (short) 1);
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void stop(KafkaRaftServer server, Path directory) {
        server.shutdown();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
