package com.sanocrm.bench.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.sanocrm.bench.report.Footprint;
import com.sanocrm.bench.report.Progress;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;
import org.bson.types.ObjectId;

/** What the disk holds after inserts, and after random updates that each write the whole anew. */
final class UpdateLoad {
    private static final int CLIENTS = 32;

    /** So many times the disk is looked at while updates go on. */
    private static final int LOOKS = 20;

    private UpdateLoad() {}

    /**
     * @param most bytes of blocks, the greatest that was seen between updates
     */
    record Sizes(
            int documents,
            int updates,
            Footprint afterInserts,
            Footprint afterUpdates,
            long most) {}

    static Sizes run(ServerProcess server, Path data, int documents, int updates, Progress progress)
            throws Exception {
        try (MongoClient client = server.client(CLIENTS)) {
            MongoCollection<Document> updated =
                    client.getDatabase("bench").getCollection("updated");
            updated.createIndex(Sample.index());
            progress.step("inserts before the updates", documents);
            ObjectId[] ids = new ObjectId[documents];
            Clients.share(
                    CLIENTS,
                    documents,
                    i -> {
                        Document document = Sample.document(documents);
                        updated.insertOne(document);
                        ids[i] = document.getObjectId("_id");
                        progress.advance(1);
                    });
            Footprint afterInserts = Footprint.of(data);
            int times = documents * updates;
            progress.step("random updates", times);
            long most = 0;
            for (int look = 0; look < LOOKS; look++) {
                Clients.share(
                        CLIENTS,
                        times / LOOKS,
                        i -> {
                            ObjectId id = ids[ThreadLocalRandom.current().nextInt(documents)];
                            updated.updateOne(Filters.eq("_id", id), Sample.change());
                            progress.advance(1);
                        });
                most = Math.max(most, Footprint.of(data).allocated());
            }
            return new Sizes(documents, times, afterInserts, Footprint.of(data), most);
        }
    }
}
