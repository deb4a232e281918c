package com.sanocrm.transparency;

import static com.sanocrm.transparency.PublishedTree.LEAVES;
import static com.sanocrm.transparency.PublishedTree.ROOTS;
import static com.sanocrm.transparency.PublishedTree.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTests {
    private static final int MODERATE = 300;

    /** Four mutations each. */
    private static final int PROOFS = Soak.times(5_000, 250_000);

    @Test
    void rootsAreThePublishedOnes() {
        for (int size = 0; size < ROOTS.size(); size++) {
            var leaves = LEAVES.subList(0, size);

            assertThat(MerkleTree.root(leaves)).isEqualTo(ROOTS.get(size));
            assertThat(Frontier.EMPTY.append(leaves).root()).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void proofsAreThePublishedOnes() {
        var tree = MerkleTree.of(LEAVES);

        assertThat(MerkleTree.inclusionProof(2, 3, tree)).containsExactly(ROOTS.get(2));
        assertThat(MerkleTree.inclusionProof(5, 8, tree))
                .containsExactly(
                        hash("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                        hash("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                        ROOTS.get(4));
        assertThat(MerkleTree.consistencyProof(6, 8, tree))
                .containsExactly(
                        hash("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
                        hash("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                        ROOTS.get(4));
        assertThat(MerkleTree.consistencyProof(2, 5, tree))
                .containsExactly(
                        hash("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
                        hash("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
    }

    @Test
    void everyProofOfEveryModerateTreeVerifies() {
        var leaves = PublishedTree.leaves(MODERATE);
        var tree = PublishedTree.remembered(leaves);
        var roots = roots(leaves, tree);

        for (int size = 1; size <= MODERATE; size++) {
            Hash root = roots.get(size);
            for (int i = 0; i < size; i++) {
                var proof = MerkleTree.inclusionProof(i, size, tree);
                assertThat(Proofs.inclusion(leaves.get(i), i, size, root, proof)).isTrue();
            }
            for (int first = 1; first <= size; first++) {
                var proof = MerkleTree.consistencyProof(first, size, tree);
                assertThat(Proofs.consistency(first, size, roots.get(first), root, proof)).isTrue();
            }
        }
    }

    @Test
    void theFrontierGrowsToTheSameRootInAnySteps() {
        var leaves = PublishedTree.leaves(MODERATE);
        var tree = PublishedTree.remembered(leaves);
        var random = new Random(6962);
        var frontier = Frontier.EMPTY;
        while (frontier.size() < MODERATE) {
            int from = (int) frontier.size();
            int to = Math.min(MODERATE, from + random.nextInt(20));

            frontier = frontier.append(leaves.subList(from, to));

            assertThat(frontier.root()).isEqualTo(MerkleTree.root(to, tree));
        }
    }

    @Test
    void noMutatedInclusionProofVerifies() {
        var leaves = PublishedTree.leaves(MODERATE);
        var tree = PublishedTree.remembered(leaves);
        var random = new Random(9162);
        for (int n = 0; n < PROOFS; n++) {
            int size = 1 + random.nextInt(MODERATE);
            int index = random.nextInt(size);
            Hash root = MerkleTree.root(size, tree);
            Hash leaf = leaves.get(index);
            var proof = MerkleTree.inclusionProof(index, size, tree);
            var mutated = mutate(proof, root, random);

            assertThat(Proofs.inclusion(leaf, index, size, root, mutated)).isFalse();
            assertThat(Proofs.inclusion(flip(leaf, random), index, size, root, proof)).isFalse();
            assertThat(Proofs.inclusion(leaf, index, size, flip(root, random), proof)).isFalse();
            assertThat(Proofs.inclusion(leaf, index ^ 1, size, root, proof)).isEqualTo(false);
        }
    }

    @Test
    void noMutatedConsistencyProofVerifies() {
        var leaves = PublishedTree.leaves(MODERATE);
        var tree = PublishedTree.remembered(leaves);
        var random = new Random(9162);
        for (int n = 0; n < PROOFS; n++) {
            int second = 2 + random.nextInt(MODERATE - 1);
            int first = 1 + random.nextInt(second - 1);
            Hash one = MerkleTree.root(first, tree);
            Hash two = MerkleTree.root(second, tree);
            var proof = MerkleTree.consistencyProof(first, second, tree);
            var mutated = mutate(proof, two, random);

            assertThat(Proofs.consistency(first, second, one, two, mutated)).isFalse();
            assertThat(Proofs.consistency(first, second, flip(one, random), two, proof)).isFalse();
            assertThat(Proofs.consistency(first, second, one, flip(two, random), proof)).isFalse();
            assertThat(Proofs.consistency(first, second, two, one, proof)).isFalse();
        }
    }

    @Test
    void whatTheRfcDefinesNoProofForIsFalse() {
        Hash empty = Hash.EMPTY_TREE;
        Hash one = ROOTS.get(1);

        assertThat(Proofs.consistency(0, 0, empty, empty, List.of())).isTrue();
        assertThat(Proofs.consistency(0, 0, one, one, List.of())).isFalse();
        assertThat(Proofs.consistency(0, 0, empty, empty, List.of(empty))).isFalse();
        assertThat(Proofs.consistency(0, 1, empty, one, List.of())).isFalse();
        assertThat(Proofs.consistency(1, 1, one, one, List.of())).isTrue();
        assertThat(Proofs.consistency(1, 1, one, one, List.of(one))).isFalse();
        assertThat(Proofs.consistency(2, 1, ROOTS.get(2), one, List.of())).isFalse();
        assertThat(Proofs.consistency(1, 2, one, ROOTS.get(2), List.of())).isFalse();
        assertThat(Proofs.inclusion(one, 0, 0, empty, List.of())).isFalse();
        assertThat(Proofs.inclusion(one, 1, 1, one, List.of())).isFalse();
        assertThat(Proofs.inclusion(one, -1, 1, one, List.of())).isFalse();
        assertThatThrownBy(() -> MerkleTree.inclusionProof(8, 8, MerkleTree.of(LEAVES)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> MerkleTree.consistencyProof(0, 8, MerkleTree.of(LEAVES)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static List<Hash> roots(List<Hash> leaves, MerkleTree.Subtrees tree) {
        return IntStream.rangeClosed(0, leaves.size())
                .mapToObj(size -> MerkleTree.root(size, tree))
                .toList();
    }

    /** A bit flipped, an element lost, doubled, put in front or behind. */
    private static List<Hash> mutate(List<Hash> proof, Hash other, Random random) {
        var mutated = new ArrayList<>(proof);
        int at = proof.isEmpty() ? 0 : random.nextInt(proof.size());
        switch (proof.isEmpty() ? random.nextInt(2) : random.nextInt(5)) {
            case 0 -> mutated.addFirst(other);
            case 1 -> mutated.addLast(other);
            case 2 -> mutated.remove(at);
            case 3 -> mutated.add(at, proof.get(at));
            default -> mutated.set(at, flip(proof.get(at), random));
        }
        return mutated;
    }

    private static Hash flip(Hash hash, Random random) {
        byte[] bytes = hash.bytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Hash.of(bytes);
    }
}
