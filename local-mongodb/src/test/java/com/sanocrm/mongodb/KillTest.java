package com.sanocrm.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server's process with SIGKILL while eight clients insert. */
class KillTest {
    private static final int CLIENTS = 8;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 1_000;

    @TempDir private Path directory;

    @Test
    void everyAcknowledgedWriteIsFoundAfterSigkill() throws Exception {
        Set<Long> acknowledged = insertUntilKilled(LocalMongoServer.class);

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_KILL);
        assertThat(missing(acknowledged)).isEmpty();
    }

    /** The checker of this test is able to see a loss. */
    @Test
    void theLibrarysOwnServerLosesAcknowledgedWrites() throws Exception {
        assertThat(missing(insertUntilKilled(ForgetfulServer.class))).isNotEmpty();
    }

    private Set<Long> insertUntilKilled(Class<?> main) throws Exception {
        Process server =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName(),
                                file().toString(),
                                "0")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        try (MongoClient client = MongoClients.create(readyUri(server))) {
            MongoCollection<Document> inserts = inserts(client);
            CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_KILL);
            AtomicLong ids = new AtomicLong();
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.execute(
                            () -> {
                                while (server.isAlive()) {
                                    long id = ids.incrementAndGet();
                                    try {
                                        inserts.insertOne(new Document("_id", id));
                                    } catch (MongoException e) {
                                        return;
                                    }
                                    acknowledged.add(id);
                                    enough.countDown();
                                }
                            });
                }
                enough.await();
                server.destroyForcibly().waitFor();
            }
        } finally {
            server.destroyForcibly();
        }
        return acknowledged;
    }

    private Set<Long> missing(Set<Long> acknowledged) {
        Set<Long> missing = new HashSet<>(acknowledged);
        try (var server = LocalMongoServer.start(file(), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            List<Document> found = new ArrayList<>();
            inserts(client).find().projection(Projections.include("_id")).into(found);
            found.forEach(document -> missing.remove(document.getLong("_id")));
        }
        return missing;
    }

    private static String readyUri(Process server) throws IOException {
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("READY ")) {
                return line.substring("READY ".length());
            }
        }
        throw new IOException("the server did not start");
    }

    private Path file() {
        return directory.resolve("store.mv");
    }

    private static MongoCollection<Document> inserts(MongoClient client) {
        return client.getDatabase("test").getCollection("inserts");
    }
}
