package com.sanocrm.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The name and the Ed25519 public key by which a signed note is checked. As text it is a "vkey":
 * {@code <name>+<key id, 8 hexadecimal digits>+<Base64 of 0x01 and the key>}.
 */
public final class VerificationKey {
    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;
    private static final int KEY_ID_LENGTH = 4;

    /** What RFC 8410 section 4 puts before the 32 bytes. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] key;

    private VerificationKey(String name, byte[] key) {
        this.name = name;
        this.key = key;
    }

    /**
     * A key under a name.
     *
     * @param key as RFC 8032 encodes it
     * @throws IllegalArgumentException if the name is none that a note can carry, or the key has
     *     not 32 bytes
     */
    public static VerificationKey ed25519(String name, byte[] key) {
        SignedNote.requireKeyName(name);
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + key.length);
        }
        return new VerificationKey(name, key.clone());
    }

    /**
     * Reads a vkey.
     *
     * @throws IllegalArgumentException if it is not a vkey of Ed25519, or its key id is not its own
     */
    public static VerificationKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a key is <name>+<id>+<Base64>");
        }
        byte[] typed = Base64Text.decode(parts[2]);
        if (typed.length != KEY_LENGTH + 1 || typed[0] != ED25519) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        var parsed = ed25519(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().formatHex(parsed.id()).equals(parts[1])) {
            throw new IllegalArgumentException("the key id is not that of the key");
        }
        return parsed;
    }

    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256(name, newline, type, key): C2SP signed-note. */
    byte[] id() {
        var digest = Hash.sha256();
        digest.update(name.getBytes(UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(key), KEY_ID_LENGTH);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey());
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            // A key that is no point of the curve, or a signature of the wrong length.
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_LENGTH);
        System.arraycopy(key, 0, encoded, SPKI_PREFIX.length, KEY_LENGTH);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public String toString() {
        byte[] typed = new byte[KEY_LENGTH + 1];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, KEY_LENGTH);
        return name
                + "+"
                + HexFormat.of().formatHex(id())
                + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
