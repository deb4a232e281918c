package com.sanocrm.transparency;

import java.util.Iterator;
import java.util.List;

/** Verification by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2. */
public final class Proofs {
    private Proofs() {}

    /** Whether the proof shows that the leaf is at {@code index} of the tree with that root. */
    public static boolean inclusion(
            Hash leafHash, long index, long size, Hash root, List<Hash> proof) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        Hash r = leafHash;
        for (Hash p : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = Hash.ofNode(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = Hash.ofNode(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r.equals(root);
    }

    /**
     * Whether the proof shows that the tree with the first root is the beginning of the one with
     * the second.
     *
     * <p>Beside the algorithm, which is for {@code 0 < first < second}: equal sizes need equal
     * roots and an empty proof; at size 0 the root must be the one of the empty tree, since there
     * is no other; and from size 0 to a larger one nothing can be shown, so that is false.
     */
    public static boolean consistency(
            long first, long second, Hash firstRoot, Hash secondRoot, List<Hash> proof) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty()
                    && firstRoot.equals(secondRoot)
                    && (first > 0 || firstRoot.equals(Hash.EMPTY_TREE));
        }
        return first > 0
                && !proof.isEmpty()
                && consistencyOfGrownTree(first, second, firstRoot, secondRoot, proof);
    }

    private static boolean consistencyOfGrownTree(
            long first, long second, Hash firstRoot, Hash secondRoot, List<Hash> proof) {
        boolean firstIsComplete = Long.bitCount(first) == 1;
        Iterator<Hash> path = proof.iterator();
        Hash fr = firstIsComplete ? firstRoot : path.next();
        Hash sr = fr;
        int levels = Long.numberOfTrailingZeros(~(first - 1));
        long fn = (first - 1) >> levels;
        long sn = (second - 1) >> levels;
        while (path.hasNext()) {
            Hash c = path.next();
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hash.ofNode(c, fr);
                sr = Hash.ofNode(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Hash.ofNode(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
    }
}
