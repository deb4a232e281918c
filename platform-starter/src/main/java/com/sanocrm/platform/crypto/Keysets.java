package com.sanocrm.platform.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.signature.SignatureConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Set;

/**
 * The service's keysets: Tink JSON files in the directory {@code SANO_KEYS}. A missing or
 * readable-by-others file means no start.
 */
public final class Keysets {
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final Path directory;

    public Keysets(Path directory) {
        this.directory = directory;
        try {
            AeadConfig.register();
            DeterministicAeadConfig.register();
            MacConfig.register();
            HybridConfig.register();
            SignatureConfig.register();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Tink has no ciphers", impossible);
        }
    }

    public Aead aead(String name) {
        return primitive(name, Aead.class);
    }

    /** For values that must stay short: its bytes are 16 longer than the plain ones. */
    public DeterministicAead deterministicAead(String name) {
        return primitive(name, DeterministicAead.class);
    }

    public Mac mac(String name) {
        return primitive(name, Mac.class);
    }

    public HybridEncrypt sealing(String name) {
        return primitive(name, HybridEncrypt.class);
    }

    public HybridDecrypt unsealing(String name) {
        return primitive(name, HybridDecrypt.class);
    }

    /** The keyset of {@code <name>.json}, for primitives that only one service needs. */
    public KeysetHandle handle(String name) {
        Path file = directory.resolve(name + ".json");
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new IllegalStateException(
                        "the keyset " + name + " can be read by others; chmod 600 it");
            }
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file, StandardCharsets.UTF_8),
                    RegistryConfiguration.get(),
                    InsecureSecretKeyAccess.get());
        } catch (IOException missing) {
            throw new UncheckedIOException("there is no keyset " + name + " in SANO_KEYS", missing);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the keyset " + name + " is damaged", broken);
        }
    }

    private <P> P primitive(String name, Class<P> type) {
        try {
            return handle(name).getPrimitive(RegistryConfiguration.get(), type);
        } catch (GeneralSecurityException wrongKind) {
            throw new IllegalStateException(
                    "the keyset " + name + " is not for " + type.getSimpleName(), wrongKind);
        }
    }
}
