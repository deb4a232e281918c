package com.sanocrm.audit.log;

import com.sanocrm.transparency.Frontier;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.Tile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log as an instance knows it: all that appending and proving need besides the complete tiles.
 *
 * @param tail the leaf hashes after the last complete tile
 * @param checkpoint the newest signed note; null for the empty log
 */
record Head(LogName log, Frontier frontier, List<Hash> tail, @Nullable String checkpoint) {

    Head {
        tail = List.copyOf(tail);
    }

    static Head empty(LogName log) {
        return new Head(log, Frontier.EMPTY, List.of(), null);
    }

    long size() {
        return frontier.size();
    }

    /** The head after a batch; complete tiles are stored on the way. */
    Head after(Batch batch, Tiles tiles) {
        var edge = new ArrayList<>(tail);
        edge.addAll(Batch.hashes(batch.leafHashes()));
        long tile = tailStart() / Tile.WIDTH;
        while (edge.size() >= Tile.WIDTH) {
            List<Hash> complete = edge.subList(0, Tile.WIDTH);
            tiles.put(log, tile++, complete);
            complete.clear();
        }
        return new Head(log, batch.edge(), edge, batch.checkpoint());
    }

    /**
     * Complete subtrees of the tree with these further leaves, from tiles and tail. A tile is read
     * once; not for use by several threads.
     */
    MerkleTree.Subtrees subtrees(Tiles tiles, List<Hash> further) {
        var edge = new ArrayList<>(tail);
        edge.addAll(further);
        long start = tailStart();
        record Place(int level, long index) {}
        Map<Place, List<Hash>> read = new HashMap<>();
        return new MerkleTree.Subtrees() {
            @Override
            public Hash hash(long from, int level) {
                int tileLevel = level / Tile.HEIGHT;
                int height = level % Tile.HEIGHT;
                long position = from >>> (tileLevel * Tile.HEIGHT);
                long index = position / Tile.WIDTH;
                if ((index + 1) << ((tileLevel + 1) * Tile.HEIGHT) <= start) {
                    int within = (int) (position % Tile.WIDTH);
                    return MerkleTree.root(
                            tile(tileLevel, index).subList(within, within + (1 << height)));
                }
                if (tileLevel > 0 && height == 0 && (position + 1) << level <= start) {
                    return tiles.root(log, tileLevel - 1, position);
                }
                if (level == 0) {
                    return edge.get((int) (from - start));
                }
                long half = 1L << (level - 1);
                return Hash.ofNode(hash(from, level - 1), hash(from + half, level - 1));
            }

            private List<Hash> tile(int level, long index) {
                return read.computeIfAbsent(
                        new Place(level, index), place -> tiles.get(log, level, index));
            }
        };
    }

    MerkleTree.Subtrees subtrees(Tiles tiles) {
        return subtrees(tiles, List.of());
    }

    private long tailStart() {
        return size() - tail.size();
    }
}
