package com.sanocrm.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.transparency.Frontier;
import com.sanocrm.transparency.Hash;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Consecutive leaves of a log, appended by one write. The id is the log's name and the first index,
 * so that of two instances that append at the same place only one can win.
 *
 * @param first the index of the first leaf
 * @param leaves canonical JSON
 * @param leafHashes of the leaves, Base64
 * @param frontier the edge of the tree after this batch, Base64
 * @param root the tree's root after this batch, Base64
 * @param checkpoint the signed note for that root
 */
public record Batch(
        @BsonId String id,
        String log,
        long first,
        List<String> leaves,
        List<String> leafHashes,
        List<String> frontier,
        String root,
        String checkpoint) {
    static final int MAX_LEAVES = 256;

    public Batch {
        leaves = List.copyOf(leaves);
        leafHashes = List.copyOf(leafHashes);
        frontier = List.copyOf(frontier);
    }

    static String id(LogName log, long first) {
        return "%s/%012d".formatted(log, first);
    }

    static List<Hash> hashes(List<String> base64) {
        return base64.stream().map(Hash::ofBase64).toList();
    }

    static List<String> base64(List<Hash> hashes) {
        return hashes.stream().map(Hash::base64).toList();
    }

    static Hash leafHash(String leaf) {
        return Hash.ofLeaf(leaf.getBytes(UTF_8));
    }

    /** The number of leaves in the log after this batch. */
    long size() {
        return first + leaves.size();
    }

    /** Those of its leaves from index to index. */
    List<String> leavesWithin(long from, long to) {
        return leaves.subList(
                Math.clamp(from - first, 0, leaves.size()),
                Math.clamp(to - first, 0, leaves.size()));
    }

    Frontier edge() {
        return new Frontier(size(), hashes(frontier));
    }
}
