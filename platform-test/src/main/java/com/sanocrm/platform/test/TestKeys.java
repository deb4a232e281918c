package com.sanocrm.platform.test;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.signature.SignatureConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;

/** The keysets of all services in one directory, made anew for this JVM's tests. */
public final class TestKeys {
    private static final List<String> SERVICES =
            List.of(
                    "identity-service",
                    "messaging-service",
                    "consent-service",
                    "audit-service",
                    "analytics-service",
                    "test-service");
    private static final Path DIRECTORY = create();

    private TestKeys() {}

    /** What {@code SANO_KEYS} names. */
    public static Path directory() {
        return DIRECTORY;
    }

    private static Path create() {
        try {
            AeadConfig.register();
            DeterministicAeadConfig.register();
            MacConfig.register();
            HybridConfig.register();
            SignatureConfig.register();
            Path directory = Files.createTempDirectory("test-keys");
            directory.toFile().deleteOnExit();
            write(directory, "kek", newKeyset("AES256_GCM"));
            write(directory, "blind-index", newKeyset("HMAC_SHA256_256BITTAG"));
            for (String service : SERVICES) {
                write(directory, "audit-records-" + service, newKeyset("HMAC_SHA256_256BITTAG"));
            }
            write(directory, "unsubscribe", newKeyset("AES256_GCM"));
            write(directory, "parent-link", newKeyset("AES256_GCM"));
            write(directory, "email-link", newKeyset("AES256_GCM"));
            write(directory, "reply", newKeyset("AES256_SIV_RAW"));
            write(directory, "checkpoint", newKeyset("ED25519_RAW"));
            write(directory, "receipt", newKeyset("ED25519_RAW"));
            write(directory, "certificate", newKeyset("ED25519_RAW"));
            var contact = newKeyset("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM");
            write(directory, "contact-private", contact);
            write(directory, "contact-public", contact.getPublicKeysetHandle());
            return directory;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static KeysetHandle newKeyset(String template) throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(
                        KeysetHandle.generateEntryFromParametersName(template)
                                .withRandomId()
                                .makePrimary())
                .build();
    }

    private static void write(Path directory, String name, KeysetHandle keyset)
            throws IOException, GeneralSecurityException {
        Path file = directory.resolve(name + ".json");
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
        file.toFile().deleteOnExit();
    }
}
