package com.sanocrm.witness;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A log of numbered leaves; another seed makes another history. */
record TestLog(String origin, KeyPair keys, List<Hash> leaves) {
    private static final int SIZE = 300;

    static TestLog of(String origin) {
        try {
            KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new TestLog(origin, keys, leaves(0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same log, as it would be if the leaves from there on were others. */
    TestLog forkedAt(int leaf) {
        List<Hash> others = leaves(1);
        return new TestLog(
                origin,
                keys,
                IntStream.range(0, SIZE)
                        .mapToObj(i -> i < leaf ? leaves.get(i) : others.get(i))
                        .toList());
    }

    private static List<Hash> leaves(int seed) {
        return IntStream.range(0, SIZE)
                .mapToObj(i -> Hash.ofLeaf(ByteBuffer.allocate(8).putInt(seed).putInt(i).array()))
                .toList();
    }

    VerificationKey key() {
        byte[] encoded = keys.getPublic().getEncoded();
        return VerificationKey.ed25519(
                origin, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    SignedNote note(int size) {
        return sign(new Checkpoint(origin, size, MerkleTree.root(leaves.subList(0, size))));
    }

    SignedNote sign(Checkpoint checkpoint) {
        return SignedNote.sign(checkpoint.text(), key(), this::signature);
    }

    /** The body of a request, as a well-behaved log makes it. */
    String request(int from, int to) {
        return request(from, from == 0 ? List.of() : proof(from, to), note(to));
    }

    List<Hash> proof(int from, int to) {
        return MerkleTree.consistencyProof(from, to, MerkleTree.of(leaves));
    }

    static String request(long old, List<Hash> proof, SignedNote note) {
        return "old %d\n%s\n%s"
                .formatted(
                        old,
                        proof.stream()
                                .map(hash -> hash.base64() + "\n")
                                .collect(Collectors.joining()),
                        note);
    }

    private byte[] signature(byte[] message) {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(keys.getPrivate());
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
