package com.sanocrm.audit.log;

import com.sanocrm.transparency.Frontier;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import java.util.ArrayList;
import java.util.List;
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
        long tile = tailStart() / Tiles.WIDTH;
        while (edge.size() >= Tiles.WIDTH) {
            List<Hash> complete = edge.subList(0, Tiles.WIDTH);
            tiles.put(log, tile++, complete);
            complete.clear();
        }
        return new Head(log, batch.edge(), edge, batch.checkpoint());
    }

    /** Complete subtrees of the tree with these further leaves, from tiles and tail. */
    MerkleTree.Subtrees subtrees(Tiles tiles, List<Hash> further) {
        var edge = new ArrayList<>(tail);
        edge.addAll(further);
        long start = tailStart();
        return new MerkleTree.Subtrees() {
            @Override
            public Hash hash(long from, int level) {
                if (level == 0) {
                    return from >= start
                            ? edge.get((int) (from - start))
                            : tiles.get(log, from / Tiles.WIDTH).get((int) (from % Tiles.WIDTH));
                }
                if (level == Tiles.LEVELS && from < start) {
                    return tiles.root(log, from / Tiles.WIDTH);
                }
                if (level < Tiles.LEVELS && from < start) {
                    int within = (int) (from % Tiles.WIDTH);
                    return MerkleTree.root(
                            tiles.get(log, from / Tiles.WIDTH)
                                    .subList(within, within + (1 << level)));
                }
                long half = 1L << (level - 1);
                return Hash.ofNode(hash(from, level - 1), hash(from + half, level - 1));
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
