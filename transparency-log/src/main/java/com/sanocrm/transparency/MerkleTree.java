package com.sanocrm.transparency;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs as RFC 9162 section 2.1 defines them, by its recursions. Each needs the hashes
 * of about log2(size) complete subtrees, which the caller looks up.
 */
public final class MerkleTree {

    /** The stored part of a tree. */
    @FunctionalInterface
    public interface Subtrees {
        /**
         * The hash over the leaves {@code start} to {@code start + 2^level}, all of which exist;
         * {@code start} is a multiple of {@code 2^level}.
         */
        Hash hash(long start, int level);
    }

    private MerkleTree() {}

    /** The root of the tree of these leaves. */
    public static Hash root(List<Hash> leafHashes) {
        return root(leafHashes.size(), of(leafHashes));
    }

    /** The root of the tree of the first {@code size} leaves. */
    public static Hash root(long size, Subtrees subtrees) {
        return size == 0 ? Hash.EMPTY_TREE : hash(0, size, subtrees);
    }

    /** Complete subtrees computed from the leaves each time. */
    public static Subtrees of(List<Hash> leafHashes) {
        return new Subtrees() {
            @Override
            public Hash hash(long start, int level) {
                if (level == 0) {
                    return leafHashes.get(Math.toIntExact(start));
                }
                long half = 1L << (level - 1);
                return Hash.ofNode(hash(start, level - 1), hash(start + half, level - 1));
            }
        };
    }

    /**
     * The proof that the leaf {@code index} is in the tree of {@code size} leaves, lowest hash
     * first (RFC 9162 section 2.1.3.1).
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < size}
     */
    public static List<Hash> inclusionProof(long index, long size, Subtrees subtrees) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("no leaf " + index + " in a tree of " + size);
        }
        var proof = new ArrayList<Hash>();
        addPath(proof, index, 0, size, subtrees);
        return List.copyOf(proof);
    }

    /**
     * The proof that the tree of {@code first} leaves is the beginning of the one of {@code second}
     * (RFC 9162 section 2.1.4.1); empty for equal sizes.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 < first <= second}: RFC 9162 defines no
     *     proof from the empty tree
     */
    public static List<Hash> consistencyProof(long first, long second, Subtrees subtrees) {
        if (first <= 0 || first > second) {
            throw new IndexOutOfBoundsException("no proof from " + first + " to " + second);
        }
        var proof = new ArrayList<Hash>();
        addSubproof(proof, first, 0, second, true, subtrees);
        return List.copyOf(proof);
    }

    private static void addPath(
            List<Hash> proof, long index, long start, long end, Subtrees subtrees) {
        if (end - start == 1) {
            return;
        }
        long split = start + largestPowerOfTwoBelow(end - start);
        if (index < split) {
            addPath(proof, index, start, split, subtrees);
            proof.add(hash(split, end, subtrees));
        } else {
            addPath(proof, index, split, end, subtrees);
            proof.add(hash(start, split, subtrees));
        }
    }

    /**
     * {@code whole}: the subtree is one whose hash the verifier can compute from the first root.
     */
    private static void addSubproof(
            List<Hash> proof, long first, long start, long end, boolean whole, Subtrees subtrees) {
        if (first == end) {
            if (!whole) {
                proof.add(hash(start, end, subtrees));
            }
            return;
        }
        long split = start + largestPowerOfTwoBelow(end - start);
        if (first <= split) {
            addSubproof(proof, first, start, split, whole, subtrees);
            proof.add(hash(split, end, subtrees));
        } else {
            addSubproof(proof, first, split, end, false, subtrees);
            proof.add(hash(start, split, subtrees));
        }
    }

    private static Hash hash(long start, long end, Subtrees subtrees) {
        long size = end - start;
        if (Long.bitCount(size) == 1) {
            return subtrees.hash(start, Long.numberOfTrailingZeros(size));
        }
        long split = start + largestPowerOfTwoBelow(size);
        return Hash.ofNode(hash(start, split, subtrees), hash(split, end, subtrees));
    }

    private static long largestPowerOfTwoBelow(long size) {
        return Long.highestOneBit(size - 1);
    }
}
