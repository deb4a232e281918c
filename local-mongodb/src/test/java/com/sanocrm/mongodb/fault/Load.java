package com.sanocrm.mongodb.fault;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bson.Document;

/** Eight clients that write at the same time, and what they know afterwards. */
final class Load {
    static final int CLIENTS = 8;

    private final Shared shared = new Shared();
    private final List<Writer> writers;

    Load(long seed) {
        writers =
                IntStream.range(0, CLIENTS)
                        .mapToObj(number -> new Writer(number, seed, shared))
                        .toList();
    }

    static void prepare(String uri) {
        try (MongoClient client = Clients.of(uri)) {
            Records.createIndexes(client);
            Shared.create(Records.of(client));
        }
    }

    /** Until so many commands are acknowledged. */
    void write(String uri, int commands) {
        AtomicInteger left = new AtomicInteger(commands);
        write(uri, _ -> left.decrementAndGet() > 0);
    }

    /**
     * @return how many clients ended because there is no room; none goes on without
     */
    long writeUntilRefused(String uri) {
        return write(uri, _ -> true);
    }

    /**
     * Until so many commands are acknowledged, and some turns of a loop later; then it is killed.
     */
    int writeUntilKilled(ServerProcess server, int commands, int turns) {
        AtomicInteger left = new AtomicInteger(commands);
        write(
                server.uri(),
                client -> {
                    if (left.decrementAndGet() == 0) {
                        for (int i = 0; i < turns; i++) {
                            Thread.onSpinWait();
                        }
                        server.kill();
                        // Nobody shall wait for a server to come back.
                        client.close();
                    }
                    return true;
                });
        return server.exitCode();
    }

    private long write(String uri, Predicate<MongoClient> goOn) {
        try (MongoClient client = Clients.of(uri);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            MongoCollection<Document> records = Records.of(client);
            List<Future<Boolean>> all =
                    writers.stream()
                            .map(
                                    writer ->
                                            clients.submit(
                                                    () ->
                                                            writer.write(
                                                                    records,
                                                                    () -> goOn.test(client))))
                            .toList();
            long refused = 0;
            for (Future<Boolean> one : all) {
                refused += one.get() ? 1 : 0;
            }
            return refused;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Writer first() {
        return writers.getFirst();
    }

    List<Fault> check(String uri) {
        try (MongoClient client = Clients.of(uri)) {
            return Checker.check(client, writers, shared);
        }
    }

    long commands() {
        return writers.stream().mapToLong(writer -> writer.ledger().commands()).sum();
    }

    Collection<Document> documents() {
        return writers.stream()
                .flatMap(writer -> writer.ledger().documents().values().stream())
                .toList();
    }
}
