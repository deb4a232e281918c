package com.sanocrm.audit.log;

import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.Tile;
import com.sanocrm.transparency.VerificationKey;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A log at one size. It stays valid while the log grows.
 *
 * @param checkpoint the signed note of this size and root
 * @param tree where the proofs come from
 */
public record LogView(
        LogName name,
        long size,
        Hash root,
        String checkpoint,
        VerificationKey key,
        MerkleTree.Subtrees tree) {

    /** Shows that the leaf is in this tree. */
    public List<Hash> inclusionProof(long index) {
        return MerkleTree.inclusionProof(index, size, tree);
    }

    /** Shows that the tree of {@code from} leaves is the beginning of the one of {@code to}. */
    public List<Hash> consistencyProof(long from, long to) {
        return MerkleTree.consistencyProof(from, to, tree);
    }

    /** The bytes of a hash tile that the tree has (C2SP tlog-tiles). */
    byte[] bytes(Tile tile) {
        int level = tile.level() * Tile.HEIGHT;
        var bytes = ByteBuffer.allocate(tile.width() * Hash.LENGTH);
        for (long at = tile.first(); at < tile.first() + tile.width(); at++) {
            bytes.put(tree.hash(at << level, level).bytes());
        }
        return bytes.array();
    }

    /** The root that the log had at a smaller size. */
    Hash rootAt(long earlierSize) {
        return MerkleTree.root(earlierSize, tree);
    }
}
