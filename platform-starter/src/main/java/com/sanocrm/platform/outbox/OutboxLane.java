package com.sanocrm.platform.outbox;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what it is handed, in order, a batch at a time, and takes it out of the documents after
 * acknowledgement.
 */
final class OutboxLane {
    private static final Logger log = LoggerFactory.getLogger(OutboxLane.class);
    private static final int QUEUE = 10_000;
    private static final int BUSY = 2_500;
    private static final int BATCH = 256;
    private static final Duration RETRY_AFTER = Duration.ofMillis(200);
    private static final int REMEMBERED = 10_000;

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(QUEUE);
    /* The last sequence sent of a document; spares the repeats that two quick writes would cause. */
    private final Map<String, Long> sentUpTo =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private final OutboxSender sender;
    private final Timer age;
    private final Clock clock;
    private volatile @Nullable Thread thread;

    OutboxLane(OutboxSender sender, Timer age, Clock clock) {
        this.sender = sender;
        this.age = age;
        this.clock = clock;
    }

    /** A document's entries, as of a version. */
    record Waiting(
            MongoCollection<BsonDocument> collection,
            String id,
            long version,
            List<OutboxEntry> entries) {
        String name() {
            return collection.getNamespace().getCollectionName() + "/" + id;
        }
    }

    /** A full queue drops the hint; the sweep finds the document. */
    void offer(Waiting waiting) {
        queue.offer(waiting);
    }

    /** Has enough to do until the next sweep. */
    boolean isBusy() {
        return queue.size() >= BUSY;
    }

    int depth() {
        return queue.size();
    }

    void start() {
        thread = Thread.ofVirtual().name("outbox").start(this::run);
    }

    void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        var batch = new ArrayList<Waiting>(BATCH);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                publish(batch);
            } catch (InterruptedException stop) {
                return;
            } catch (CompletionException | MongoException failure) {
                sentUpTo.clear();
                log.atWarn()
                        .addKeyValue("failure", failure.getClass().getSimpleName())
                        .log("Events wait in their documents");
            } finally {
                batch.clear();
            }
        }
    }

    private record Sent(Waiting waiting, OutboxEntry entry, CompletableFuture<?> acknowledged) {}

    private void publish(List<Waiting> batch) throws InterruptedException {
        var sent = new ArrayList<Sent>();
        for (Waiting waiting : batch) {
            if (waiting.version() == 1) {
                sentUpTo.remove(waiting.name());
            }
            long last = sentUpTo.getOrDefault(waiting.name(), 0L);
            for (OutboxEntry entry : waiting.entries()) {
                if (entry.sequence() > last) {
                    sent.add(new Sent(waiting, entry, send(entry)));
                    last = entry.sequence();
                }
            }
            sentUpTo.put(waiting.name(), last);
        }
        for (Sent one : sent) {
            one.acknowledged().join();
            if (one.entry().type().topic().revealsTime()) {
                age.record(Duration.between(one.entry().time(), clock.instant()));
            }
        }
        remove(sent);
    }

    /**
     * Hands an entry to the producer, however long the broker is away: what follows must not
     * overtake. The producer refuses at once only what it has not taken; what it has taken it never
     * gives up.
     */
    private CompletableFuture<Void> send(OutboxEntry entry) throws InterruptedException {
        CompletableFuture<Void> acknowledged = sender.send(entry);
        if (acknowledged.isCompletedExceptionally()) {
            log.atWarn().log("The broker takes no events; they wait in their documents");
        }
        while (acknowledged.isCompletedExceptionally()) {
            Thread.sleep(RETRY_AFTER);
            acknowledged = sender.send(entry);
        }
        return acknowledged;
    }

    /** One write for each collection, however many documents there are. */
    private static void remove(List<Sent> sent) {
        var byDocument = new LinkedHashMap<String, List<Sent>>();
        sent.forEach(
                one ->
                        byDocument
                                .computeIfAbsent(one.waiting().name(), name -> new ArrayList<>())
                                .add(one));
        var removals =
                new LinkedHashMap<
                        MongoCollection<BsonDocument>, List<UpdateOneModel<BsonDocument>>>();
        byDocument
                .values()
                .forEach(
                        entries -> {
                            Waiting waiting = entries.getFirst().waiting();
                            var ids = entries.stream().map(one -> one.entry().id()).toList();
                            removals.computeIfAbsent(
                                            waiting.collection(), collection -> new ArrayList<>())
                                    .add(
                                            new UpdateOneModel<>(
                                                    Filters.eq(DocumentForm.ID, waiting.id()),
                                                    Updates.pull(
                                                            DocumentForm.OUTBOX,
                                                            Filters.in("id", ids))));
                        });
        removals.forEach(
                (collection, ofOne) ->
                        collection.bulkWrite(ofOne, new BulkWriteOptions().ordered(false)));
    }
}
