package com.sanocrm.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
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
 * {@code <name>+<key id, 8 hexadecimal digits>+<Base64 of the type and the key>}. The type is 0x01
 * for who signs the note itself, 0x04 for a witness, whose signature comes with a time (C2SP
 * tlog-cosignature).
 */
public final class VerificationKey {
    private static final byte ED25519 = 1;
    private static final byte COSIGNATURE = 4;
    private static final int KEY_LENGTH = 32;
    private static final int KEY_ID_LENGTH = 4;

    /** What RFC 8410 section 4 puts before the 32 bytes. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte type;
    private final byte[] key;

    private VerificationKey(String name, byte type, byte[] key) {
        SignedNote.requireKeyName(name);
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + key.length);
        }
        this.name = name;
        this.type = type;
        this.key = key.clone();
    }

    /**
     * A key under a name.
     *
     * @param key as RFC 8032 encodes it
     * @throws IllegalArgumentException if the name is none that a note can carry, or the key has
     *     not 32 bytes
     */
    public static VerificationKey ed25519(String name, byte[] key) {
        return new VerificationKey(name, ED25519, key);
    }

    /**
     * A witness's key under its name.
     *
     * @throws IllegalArgumentException as for {@link #ed25519}
     */
    public static VerificationKey witness(String name, byte[] key) {
        return new VerificationKey(name, COSIGNATURE, key);
    }

    /**
     * Reads the vkey of who signs notes.
     *
     * @throws IllegalArgumentException if it is not a vkey of Ed25519, or its key id is not its own
     */
    public static VerificationKey parse(String vkey) {
        return parse(vkey, ED25519);
    }

    /**
     * Reads a witness's vkey.
     *
     * @throws IllegalArgumentException if it is not one of Ed25519, or its key id is not its own
     */
    public static VerificationKey parseWitness(String vkey) {
        return parse(vkey, COSIGNATURE);
    }

    private static VerificationKey parse(String vkey, byte type) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a key is <name>+<id>+<Base64>");
        }
        byte[] typed = Base64Text.decode(parts[2]);
        if (typed.length != KEY_LENGTH + 1 || typed[0] != type) {
            throw new IllegalArgumentException(
                    "not an Ed25519 key of %s"
                            .formatted(type == COSIGNATURE ? "a witness" : "a log"));
        }
        var parsed =
                new VerificationKey(parts[0], type, Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().formatHex(parsed.id()).equals(parts[1])) {
            throw new IllegalArgumentException("the key id is not that of the key");
        }
        return parsed;
    }

    public String name() {
        return name;
    }

    /** The same key under another name, for who signs several logs with one. */
    public VerificationKey named(String other) {
        return new VerificationKey(other, type, key);
    }

    /**
     * The key for another log of the same platform, whose name differs in the last part only: it
     * signs all its logs with one. For any other name, this key.
     */
    public VerificationKey forSibling(String origin) {
        int last = name.lastIndexOf('/') + 1;
        boolean sibling = last > 0 && origin.regionMatches(0, name, 0, last);
        return sibling && origin.indexOf('/', last) < 0 ? named(origin) : this;
    }

    /** The first four bytes of SHA-256(name, newline, type, key): C2SP signed-note. */
    byte[] id() {
        var digest = Hash.sha256();
        digest.update(name.getBytes(UTF_8));
        digest.update((byte) '\n');
        digest.update(type);
        return Arrays.copyOf(digest.digest(key), KEY_ID_LENGTH);
    }

    boolean verifies(byte[] text, byte[] signature) {
        if (type == ED25519) {
            return holds(text, signature);
        }
        if (signature.length <= Long.BYTES) {
            return false;
        }
        long time = ByteBuffer.wrap(signature).getLong();
        return time > 0
                && holds(
                        Cosignature.message(text, time),
                        Arrays.copyOfRange(signature, Long.BYTES, signature.length));
    }

    private boolean holds(byte[] message, byte[] signature) {
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
        typed[0] = type;
        System.arraycopy(key, 0, typed, 1, KEY_LENGTH);
        return name
                + "+"
                + HexFormat.of().formatHex(id())
                + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
