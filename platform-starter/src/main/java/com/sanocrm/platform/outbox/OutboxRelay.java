package com.sanocrm.platform.outbox;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Publishes what the documents carry. The thread that made a write hands it over at once; a sweep
 * finds what a crash or an outage left. An entry leaves its document only after the broker
 * acknowledged it, so a crash at any point loses nothing and at worst sends twice. Entries of one
 * document are sent in order, by one lane.
 */
public final class OutboxRelay implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int LANES = 4;
    private static final int READ_AT_ONCE = 500;
    /* Younger entries are with the lane of the instance that wrote them. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(5);

    private final List<OutboxLane> lanes;
    private final List<MongoCollection<BsonDocument>> swept = new CopyOnWriteArrayList<>();
    private final AtomicLong oldestMillis = new AtomicLong();
    private final Clock clock;
    private volatile boolean running;

    public OutboxRelay(OutboxSender sender, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        Timer age =
                Timer.builder("sano.outbox.age")
                        .description("from the write to the broker's acknowledgement")
                        .publishPercentileHistogram()
                        .register(meters);
        this.lanes =
                IntStream.range(0, LANES)
                        .mapToObj(i -> new OutboxLane(sender, age, clock))
                        .toList();
        Gauge.builder("sano.outbox.depth", this, relay -> relay.depth())
                .description("documents whose events wait for a lane")
                .register(meters);
        Gauge.builder("sano.outbox.oldest.seconds", oldestMillis, millis -> millis.get() / 1e3)
                .description("age of the oldest entry that the last sweep found")
                .register(meters);
    }

    private double depth() {
        return lanes.stream().mapToInt(OutboxLane::depth).sum();
    }

    /**
     * Takes the collection into the sweep, with an index of those documents that carry something.
     */
    void sweep(MongoCollection<BsonDocument> collection) {
        collection.createIndex(
                Indexes.ascending("outbox.time"), new IndexOptions().name("sweep").sparse(true));
        swept.add(collection);
    }

    /**
     * @param entries all that the document carried when it had that version
     */
    void handOver(
            MongoCollection<BsonDocument> collection,
            String id,
            long version,
            List<OutboxEntry> entries) {
        if (!entries.isEmpty()) {
            lanes.get(Math.floorMod(id.hashCode(), LANES))
                    .offer(new OutboxLane.Waiting(collection, id, version, entries));
        }
    }

    /** Hands over what a crash, or a backup, left in the documents. */
    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT0.2S")
    public void sweep() {
        Instant before = clock.instant().minus(LEFT_BEHIND);
        long oldest = 0;
        for (var collection : swept) {
            try {
                oldest = Math.max(oldest, sweep(collection, before));
            } catch (MongoException away) {
                log.atDebug().log("The sweep waits for the store");
            }
        }
        oldestMillis.set(oldest);
    }

    /** Reads no more than the lanes can soon send: the next sweep goes on. */
    private long sweep(MongoCollection<BsonDocument> collection, Instant before) {
        long oldest = 0;
        try (var left =
                collection
                        .find(Filters.lt("outbox.time", Date.from(before)))
                        .projection(Projections.include(DocumentForm.OUTBOX, "version"))
                        .batchSize(READ_AT_ONCE)
                        .cursor()) {
            while (left.hasNext() && lanes.stream().noneMatch(OutboxLane::isBusy)) {
                BsonDocument document = left.next();
                List<OutboxEntry> entries = OutboxEntries.in(document);
                handOver(
                        collection,
                        document.getString("_id").getValue(),
                        document.getInt64("version").getValue(),
                        entries);
                for (OutboxEntry entry : entries) {
                    oldest = Math.max(oldest, clock.millis() - entry.time().toEpochMilli());
                }
            }
        }
        return oldest;
    }

    @Override
    public void start() {
        running = true;
        lanes.forEach(OutboxLane::start);
    }

    @Override
    public void stop() {
        running = false;
        lanes.forEach(OutboxLane::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before consumers and the web server start, after they stop. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1_000;
    }
}
