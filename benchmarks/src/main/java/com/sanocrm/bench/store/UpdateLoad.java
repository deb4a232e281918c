package com.sanocrm.bench.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.sanocrm.bench.report.Footprint;
import com.sanocrm.bench.report.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;
import org.bson.types.ObjectId;

/** What the disk holds after inserts, and after random updates that each write the whole anew. */
final class UpdateLoad {
    private static final int CLIENTS = 32;

    /** So many times the disk is looked at while updates go on. */
    private static final int LOOKS = 40;

    private UpdateLoad() {}

    /**
     * @param updated in the second half of the updates, when what was written before them is gone:
     *     journals and compaction make it go up and down
     */
    record Sizes(int documents, int updates, List<Footprint> inserted, List<Footprint> updated) {}

    static Sizes run(ServerProcess server, Path data, int documents, int updates, Progress progress)
            throws Exception {
        try (MongoClient client = server.client(CLIENTS)) {
            MongoCollection<Document> collection =
                    client.getDatabase("bench").getCollection("updated");
            collection.createIndex(Sample.index());
            progress.step("inserts before the updates", documents);
            ObjectId[] ids = new ObjectId[documents];
            Clients.share(
                    CLIENTS,
                    documents,
                    i -> {
                        Document document = Sample.document(documents);
                        collection.insertOne(document);
                        ids[i] = document.getObjectId("_id");
                        progress.advance(1);
                    });
            Footprint inserted = Footprint.of(data);
            int times = documents * updates;
            progress.step("random updates", times);
            List<Footprint> looks = new ArrayList<>();
            for (int look = 0; look < LOOKS; look++) {
                Clients.share(
                        CLIENTS,
                        times / LOOKS,
                        i -> {
                            ObjectId id = ids[ThreadLocalRandom.current().nextInt(documents)];
                            collection.updateOne(Filters.eq("_id", id), Sample.change());
                            progress.advance(1);
                        });
                looks.add(Footprint.of(data));
            }
            return new Sizes(documents, times, List.of(inserted), looks.subList(LOOKS / 2, LOOKS));
        }
    }
}
