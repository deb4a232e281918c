package com.sanocrm.mongodb.fault;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bson.Document;

/** Documents whose content follows from their id and version, so that each shows its damage. */
final class Sample {
    private static final int DOCUMENTS = 3_000;
    private static final int UPDATED = 1_000;
    private static final int BATCH = 100;
    private static final int BODY = 700;

    private Sample() {}

    static MongoCollection<Document> of(MongoClient client) {
        return client.getDatabase("faults").getCollection("sample");
    }

    /**
     * Some in several versions; the last commands one by one, so that the journal's end is
     * fine-grained.
     */
    static void write(String uri) {
        try (MongoClient client = Clients.of(uri)) {
            MongoCollection<Document> sample = of(client);
            sample.createIndex(Indexes.ascending("mark"), new IndexOptions().name("mark"));
            for (int from = 0; from < DOCUMENTS; from += BATCH) {
                sample.insertMany(
                        IntStream.range(from, from + BATCH)
                                .mapToObj(id -> version(id, 0))
                                .toList());
            }
            for (int id = 0; id < UPDATED; id += 3) {
                sample.replaceOne(Filters.eq("_id", id), version(id, 1));
            }
        }
    }

    static boolean isComplete(List<Document> found) {
        return found.size() == DOCUMENTS
                && found.stream()
                        .allMatch(
                                one -> {
                                    int id = one.getInteger("_id");
                                    boolean updated = id < UPDATED && id % 3 == 0;
                                    return one.getInteger("version") == (updated ? 1 : 0);
                                });
    }

    /** Whether it is one that was written once. */
    static boolean isTrue(Document found) {
        return found.equals(version(found.getInteger("_id"), found.getInteger("version")));
    }

    private static Document version(int id, int version) {
        SplittableRandom random = new SplittableRandom(id * 31L + version);
        StringBuilder body = new StringBuilder();
        random.ints(BODY, '0', 'z').forEach(letter -> body.append((char) letter));
        return new Document("_id", id)
                .append("version", version)
                .append("mark", random.nextInt())
                .append("body", body.toString());
    }
}
