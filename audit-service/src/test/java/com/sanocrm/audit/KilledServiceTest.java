package com.sanocrm.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestPlatform;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.transparency.verify.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service as a process, killed (SIGKILL) while records come, on a topic and store of its own.
 */
class KilledServiceTest {
    private static final int KILLS = System.getenv("SANO_SOAK") == null ? 1 : 50;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SENDERS = 4;
    private static final int RECORDS_AT_ONCE = 3;
    private static final int PAUSE_MILLIS = 50;

    /** So many wait at most, or a long run would end with what takes as long again. */
    private static final int WAITING = 5_000;

    /** Of the appending, in which it is killed. */
    private static final int AT_WORK_MILLIS = 700;

    private final String topic = "audit.killed." + UUID.randomUUID();
    private final Map<String, String> environment = TestPlatform.environment();
    private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong counted = new AtomicLong();
    private final JsonMapper json = WireJson.mapper();

    @TempDir private Path folder;

    @Test
    @Promise({"P-34", "P-35"})
    void nothingAcknowledgedIsMissingOrDoubledHoweverOftenTheServiceIsKilled() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
        var uri = new ConnectionString(Objects.requireNonNull(environment.get("SANO_MONGODB_URI")));
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase store = client.getDatabase(Objects.requireNonNull(uri.getDatabase()));
            try (ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS)) {
                var sending = new ArrayList<ScheduledFuture<?>>();
                for (int i = 0; i < SENDERS; i++) {
                    sending.add(
                            senders.scheduleAtFixedRate(
                                    new Sender(), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
                }
                for (int kill = 0; kill < KILLS; kill++) {
                    killedAtWork(store);
                }
                assertThat(sending).noneMatch(ScheduledFuture::isDone);
            }
            int port = freePort();
            Process last = started(port);
            try {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(counted(store)).isEqualTo(acknowledged.size()));
                requireNothingIsMissingOrRefused(store);
                requireSameRecords(store);
                requireVerified(store, port);
            } finally {
                last.destroyForcibly().waitFor();
            }
        }
        System.out.printf("%d kills, %d records%n", KILLS, acknowledged.size());
    }

    /**
     * A process of another service: numbers its records, and waits for each one's acknowledgement.
     */
    private final class Sender implements Runnable {
        private final PartnerId[] partners = {
            null, SampleRecords.partner(), SampleRecords.partner()
        };
        private final AccountId patient = SampleRecords.account();
        private final OtherService service = OtherService.started();
        private int number;

        @Override
        public void run() {
            if (acknowledged.size() - counted.get() > WAITING) {
                return;
            }
            for (int i = 0; i < RECORDS_AT_ONCE; i++) {
                number++;
                var record = SampleRecords.read(partners[number % partners.length], patient);
                var message = service.message(record, number, json.writeValueAsBytes(record));
                try {
                    OtherService.send(
                            new ProducerRecord<>(
                                    topic,
                                    null,
                                    message.key(),
                                    message.value(),
                                    message.headers()));
                } catch (ExecutionException | InterruptedException failure) {
                    throw new IllegalStateException(failure);
                }
                acknowledged.add(record.eventId().value());
            }
        }
    }

    /** Somewhere in the first moments after it has begun to append. */
    private void killedAtWork(MongoDatabase store) throws Exception {
        long before = store.getCollection("batches").countDocuments();
        Process service = started(0);
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(
                            () ->
                                    !service.isAlive()
                                            || store.getCollection("batches").countDocuments()
                                                    > before);
            counted.set(counted(store));
            int more = ThreadLocalRandom.current().nextInt(AT_WORK_MILLIS);
            assertThat(service.waitFor(more, TimeUnit.MILLISECONDS))
                    .as("ended by itself: %s", Files.readString(folder.resolve("output")))
                    .isFalse();
        } finally {
            service.destroyForcibly().waitFor();
        }
    }

    private Process started(int port) throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AuditServiceApplication.class.getName(),
                        "--spring.cloud.stream.bindings.auditEvents-in-0.destination=" + topic,
                        "--spring.cloud.stream.bindings.auditEvents-in-0.group=" + topic,
                        "--spring.cloud.stream.bindings.erasureOrders-in-0.group=erasures" + topic,
                        // The next one takes over at once, not when the killed one is missed.
                        "--spring.cloud.stream.kafka.binder.consumer-properties.group.instance.id="
                                + topic);
        builder.environment().putAll(environment);
        builder.environment().put("SANO_HTTP_PORT", Integer.toString(port));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The highest numbers that the service has counted, of all processes. */
    private static long counted(MongoDatabase store) {
        return store.getCollection("numberings").find().into(new ArrayList<>()).stream()
                .mapToLong(KilledServiceTest::counted)
                .sum();
    }

    private static void requireNothingIsMissingOrRefused(MongoDatabase store) {
        assertThat(store.getCollection("numberings").find())
                .hasSize(SENDERS)
                .noneMatch(one -> one.getBoolean("incomplete"));
    }

    private static long counted(Document numbering) {
        var ranges = numbering.getList("ranges", Document.class);
        return ranges.isEmpty() ? 0 : ranges.getLast().getLong("to");
    }

    private void requireSameRecords(MongoDatabase store) {
        var ids = new ArrayList<String>();
        for (Document batch : store.getCollection("batches").find()) {
            for (String leaf : batch.getList("leaves", String.class)) {
                ids.add(json.readTree(leaf).get("eventId").asString());
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(ids)).isEqualTo(new TreeSet<>(acknowledged));
    }

    /** Each log as anybody verifies it, by {@code ./sano verify log}. */
    private void requireVerified(MongoDatabase store, int port) throws Exception {
        String compliance = TestTokens.token(TestTokens.newAccountId(), "compliance");
        Path token = Files.writeString(folder.resolve("token"), compliance);
        var api = new Api(port, compliance);
        var logs = new TreeSet<String>();
        store.getCollection("batches").distinct("log", String.class).into(logs);
        assertThat(logs).hasSize(1 + 2 * SENDERS);
        for (String log : logs) {
            var said = new ByteArrayOutputStream();
            var out = new PrintStream(said, true, UTF_8);
            int code =
                    Verify.run(
                            List.of(
                                    "log",
                                    "http://localhost:%d/api/v1/audit/log/%s".formatted(port, log),
                                    "--token-file",
                                    token.toString(),
                                    "--key",
                                    api.get("/audit/log/checkpoint?log=" + log, 200)
                                            .get("vkey")
                                            .asString()),
                            out,
                            out);
            assertThat(code).as(said.toString(UTF_8)).isZero();
        }
    }
}
