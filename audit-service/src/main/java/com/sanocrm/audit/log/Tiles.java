package com.sanocrm.audit.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * The hashes of every 256 consecutive leaves, so that a proof reads a handful of documents however
 * long the log is. Derived from the batches, never changed once written.
 */
@Component
final class Tiles {
    static final int WIDTH = 256;
    static final int LEVELS = 8;

    private final MongoCollection<Document> tiles;

    /** The roots of complete tiles, 1/256 of the log. */
    private final Map<String, Hash> roots = new ConcurrentHashMap<>();

    Tiles(MongoDatabase database) {
        this.tiles = database.getCollection("tiles");
    }

    void put(LogName log, long index, List<Hash> leafHashes) {
        String id = id(log, index);
        tiles.replaceOne(
                Filters.eq("_id", id),
                new Document("_id", id).append("hashes", Batch.base64(leafHashes)),
                new ReplaceOptions().upsert(true));
    }

    List<Hash> get(LogName log, long index) {
        Document tile = tiles.find(Filters.eq("_id", id(log, index))).first();
        if (tile == null || tile.getList("hashes", String.class).size() != WIDTH) {
            throw new DamagedLogException(log, "a tile is missing");
        }
        return Batch.hashes(tile.getList("hashes", String.class));
    }

    Hash root(LogName log, long index) {
        return roots.computeIfAbsent(id(log, index), id -> MerkleTree.root(get(log, index)));
    }

    private static String id(LogName log, long index) {
        return log + "/" + index;
    }
}
