package com.sanocrm.transparency;

import java.util.ArrayList;
import java.util.List;

/**
 * All that appending needs of a tree: its size and the hashes of the complete subtrees along its
 * right edge, the largest first, one for each bit that is set in the size.
 */
public record Frontier(long size, List<Hash> subtrees) {
    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        subtrees = List.copyOf(subtrees);
        if (size < 0 || Long.bitCount(size) != subtrees.size()) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves has no " + subtrees.size() + " edge subtrees");
        }
    }

    public Frontier append(List<Hash> leafHashes) {
        var edge = new ArrayList<>(subtrees);
        long newSize = size;
        for (Hash leaf : leafHashes) {
            Hash carry = leaf;
            for (long bits = newSize; (bits & 1) == 1; bits >>= 1) {
                carry = Hash.ofNode(edge.removeLast(), carry);
            }
            edge.add(carry);
            newSize++;
        }
        return new Frontier(newSize, edge);
    }

    public Hash root() {
        if (subtrees.isEmpty()) {
            return Hash.EMPTY_TREE;
        }
        Hash root = subtrees.getLast();
        for (Hash left : subtrees.reversed().subList(1, subtrees.size())) {
            root = Hash.ofNode(left, root);
        }
        return root;
    }
}
