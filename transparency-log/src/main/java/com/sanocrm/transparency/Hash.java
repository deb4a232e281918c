package com.sanocrm.transparency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256 value, and the three ways in which RFC 9162 section 2.1.1 makes one. */
public final class Hash {
    public static final int LENGTH = 32;

    /** The root of the tree without leaves: the hash of nothing. */
    public static final Hash EMPTY_TREE = new Hash(sha256().digest());

    private static final byte LEAF_PREFIX = 0;
    private static final byte NODE_PREFIX = 1;

    private final byte[] value;

    private Hash(byte[] value) {
        this.value = value;
    }

    /**
     * Takes a hash that somebody else has computed.
     *
     * @throws IllegalArgumentException if it has not 32 bytes
     */
    public static Hash of(byte[] value) {
        if (value.length != LENGTH) {
            throw new IllegalArgumentException(
                    "a hash has " + LENGTH + " bytes, not " + value.length);
        }
        return new Hash(value.clone());
    }

    /**
     * Reads standard Base64 with padding (RFC 4648 section 4), in its one canonical form.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Hash ofBase64(String text) {
        return of(Base64Text.decode(text));
    }

    public static Hash ofLeaf(byte[] leaf) {
        var digest = sha256();
        digest.update(LEAF_PREFIX);
        return new Hash(digest.digest(leaf));
    }

    public static Hash ofNode(Hash left, Hash right) {
        var digest = sha256();
        digest.update(NODE_PREFIX);
        digest.update(left.value);
        return new Hash(digest.digest(right.value));
    }

    public byte[] bytes() {
        return value.clone();
    }

    /** Whether these are the bytes from there on. */
    public boolean isAt(byte[] bytes, int offset) {
        return Arrays.equals(value, 0, LENGTH, bytes, offset, offset + LENGTH);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(value, hash.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
