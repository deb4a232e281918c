package com.sanocrm.bench.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.sanocrm.bench.report.Progress;
import com.sanocrm.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.bson.Document;

/** The last 25 of an owner, in a small and in a large collection of the same server in turns. */
final class FindRace {
    private static final int DIGITS = 3;
    private static final int BATCH = 1_000;

    private final Plan plan;
    private final int owners;
    private final MongoCollection<Document> small;
    private final MongoCollection<Document> large;
    private final Progress progress;

    final Pace few = new Pace();
    final Pace many = new Pace();

    /** Percentiles of each round, in milliseconds. */
    static final class Pace {
        final List<Double> p50 = new ArrayList<>();
        final List<Double> p99 = new ArrayList<>();

        private void add(Histogram microseconds) {
            p50.add(microseconds.getValueAtPercentile(50) / 1e3);
            p99.add(microseconds.getValueAtPercentile(99) / 1e3);
        }
    }

    FindRace(Plan plan, MongoClient client, Progress progress) {
        this.plan = plan;
        this.owners = Sample.owners(plan.few());
        this.small = client.getDatabase("bench").getCollection("small");
        this.large = large(client);
        this.progress = progress;
    }

    static MongoCollection<Document> large(MongoClient client) {
        return client.getDatabase("bench").getCollection("large");
    }

    void load(int loaders) throws Exception {
        load(loaders, small, plan.few());
        load(loaders, large, plan.many());
    }

    private void load(int loaders, MongoCollection<Document> collection, int documents)
            throws Exception {
        collection.createIndex(Sample.index());
        progress.step("documents to find", documents);
        Clients.share(
                loaders,
                documents / BATCH,
                batch -> {
                    insertBatch(collection, owners);
                    progress.advance(BATCH);
                });
    }

    static void insertBatch(MongoCollection<Document> collection, int owners) {
        collection.insertMany(Stream.generate(() -> Sample.document(owners)).limit(BATCH).toList());
    }

    /** The first round only warms up. */
    void run() {
        for (int round = 0; round <= plan.rounds(); round++) {
            progress.step("finds, round %d of %d".formatted(round, plan.rounds()), plan.finds());
            Histogram amongFew = new Histogram(DIGITS);
            Histogram amongMany = new Histogram(DIGITS);
            for (int i = 0; i < plan.finds(); i++) {
                amongFew.recordValue(find(small, owners));
                amongMany.recordValue(find(large, owners));
                progress.advance(1);
            }
            if (round > 0) {
                few.add(amongFew);
                many.add(amongMany);
            }
        }
    }

    Spread ratio() {
        return Spread.ofRatios(many.p99, few.p99);
    }

    /** Returns the microseconds that it took. */
    static long find(MongoCollection<Document> collection, int owners) {
        Document owner = new Document("owner", Sample.owner(owners));
        long begin = System.nanoTime();
        List<Document> found =
                collection
                        .find(owner)
                        .sort(new Document("at", -1))
                        .limit(Sample.FOUND)
                        .into(new ArrayList<>());
        long microseconds = (System.nanoTime() - begin) / 1_000;
        if (found.size() != Sample.FOUND) {
            throw new IllegalStateException(
                    "%s has %d documents".formatted(owner.toJson(), found.size()));
        }
        return microseconds;
    }
}
