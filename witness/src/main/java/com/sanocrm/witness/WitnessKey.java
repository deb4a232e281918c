package com.sanocrm.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.transparency.Cosignature;
import com.sanocrm.transparency.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A witness's own key. The file holds two lines in the notation of Go's note package: the secret
 * key and the vkey; only its owner may read it.
 */
public final class WitnessKey {
    private static final String FILE = "witness.key";
    private static final String SECRET = "PRIVATE+KEY+";
    private static final byte COSIGNATURE = 4;
    private static final int KEY_LENGTH = 32;

    private final PrivateKey key;
    private final VerificationKey verification;

    private WitnessKey(PrivateKey key, VerificationKey verification) {
        this.key = key;
        this.verification = verification;
    }

    /**
     * The key that is kept in the directory, made now if there is none.
     *
     * @param name a schema-less URL that nobody else uses, such as {@code clinic.example/witness}
     * @throws IllegalArgumentException if what is there is no key, or one of another name
     */
    public static synchronized WitnessKey in(Path directory, String name) throws IOException {
        Path file = directory.resolve(FILE);
        Files.createDirectories(directory);
        if (!Files.exists(file)) {
            create(file, name);
        }
        WitnessKey key = read(file);
        if (!key.verification.name().equals(name)) {
            throw new IllegalArgumentException(
                    file + " is the key of " + key.verification.name() + ", not of " + name);
        }
        return key;
    }

    /** By which others check what it signs. */
    public VerificationKey verification() {
        return verification;
    }

    Cosignature cosign(String checkpoint, Instant now) {
        return Cosignature.sign(checkpoint, verification, now, this::signature);
    }

    private static void create(Path file, String name) throws IOException {
        KeyPair pair = generated();
        byte[] encoded = pair.getPublic().getEncoded();
        String vkey =
                VerificationKey.witness(
                                name,
                                Arrays.copyOfRange(
                                        encoded, encoded.length - KEY_LENGTH, encoded.length))
                        .toString();
        byte[] seed =
                ((EdECPrivateKey) pair.getPrivate())
                        .getBytes()
                        .orElseThrow(() -> new IllegalStateException("the JDK hides its key"));
        byte[] typed = new byte[KEY_LENGTH + 1];
        typed[0] = COSIGNATURE;
        System.arraycopy(seed, 0, typed, 1, KEY_LENGTH);
        String id = vkey.split("\\+", 3)[1];
        String secret = SECRET + name + "+" + id + "+" + Base64.getEncoder().encodeToString(typed);
        Path draft =
                Files.createTempFile(
                        file.toAbsolutePath().resolveSibling(""),
                        FILE,
                        ".draft",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        DurableFile.overwrite(draft, (secret + "\n" + vkey + "\n").getBytes(UTF_8));
        DurableFile.move(draft, file);
    }

    private static KeyPair generated() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static WitnessKey read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2 || !lines.getFirst().startsWith(SECRET)) {
            throw new IllegalArgumentException(file + " holds no key");
        }
        String[] parts = lines.getFirst().substring(SECRET.length()).split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(parts[parts.length - 1]);
        if (typed.length != KEY_LENGTH + 1 || typed[0] != COSIGNATURE) {
            throw new IllegalArgumentException(file + " holds no witness's key");
        }
        try {
            var spec =
                    new EdECPrivateKeySpec(
                            NamedParameterSpec.ED25519, Arrays.copyOfRange(typed, 1, typed.length));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(spec);
            return new WitnessKey(key, VerificationKey.parseWitness(lines.getLast()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no key", e);
        }
    }

    private byte[] signature(byte[] message) {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 refuses to sign", e);
        }
    }
}
