package com.sanocrm.audit.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.Tile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * The full tiles of all levels, so that a proof reads a handful of documents however long the log
 * is. Derived from the batches, never changed once written.
 */
@Component
final class Tiles {
    /** Some 15 MiB. */
    private static final int REMEMBERED_ROOTS = 1 << 16;

    private final MongoCollection<Document> tiles;

    /** The roots of full tiles. */
    private final Map<String, Hash> roots =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(256, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Hash> eldest) {
                            return size() > REMEMBERED_ROOTS;
                        }
                    });

    Tiles(MongoDatabase database) {
        this.tiles = database.getCollection("tiles");
    }

    /** Stores a full tile of leaf hashes, and those above it that it is the last part of. */
    void put(LogName log, long index, List<Hash> leafHashes) {
        store(id(log, 0, index), leafHashes);
        int level = 1;
        for (long count = index + 1; count % Tile.WIDTH == 0; count /= Tile.WIDTH) {
            long above = count / Tile.WIDTH - 1;
            store(id(log, level, above), fromBelow(log, level, above));
            level++;
        }
    }

    private void store(String id, List<Hash> hashes) {
        tiles.replaceOne(
                Filters.eq("_id", id),
                new Document("_id", id).append("hashes", Batch.base64(hashes)),
                new ReplaceOptions().upsert(true));
    }

    /** The hashes of a full tile. */
    List<Hash> get(LogName log, int level, long index) {
        Document tile = tiles.find(Filters.eq("_id", id(log, level, index))).first();
        if (tile == null && level > 0) {
            // The log is older than this level's tiles.
            List<Hash> hashes = fromBelow(log, level, index);
            store(id(log, level, index), hashes);
            return hashes;
        }
        if (tile == null || tile.getList("hashes", String.class).size() != Tile.WIDTH) {
            throw new DamagedLogException(log, "a tile is missing");
        }
        return Batch.hashes(tile.getList("hashes", String.class));
    }

    private List<Hash> fromBelow(LogName log, int level, long index) {
        return LongStream.range(index * Tile.WIDTH, (index + 1) * Tile.WIDTH)
                .mapToObj(below -> root(log, level - 1, below))
                .toList();
    }

    /** The hash over all leaves under a full tile. */
    Hash root(LogName log, int level, long index) {
        String id = id(log, level, index);
        Hash known = roots.get(id);
        if (known == null) {
            known = MerkleTree.root(get(log, level, index));
            roots.put(id, known);
        }
        return known;
    }

    private static String id(LogName log, int level, long index) {
        return level == 0 ? log + "/" + index : log + "/" + level + "/" + index;
    }
}
