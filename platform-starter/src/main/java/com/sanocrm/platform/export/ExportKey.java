package com.sanocrm.platform.export;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * The key pair of one export (HPKE, RFC 9180). The services get the public half, which is no secret
 * wherever it lies; without the other half nothing that they gave can be read.
 */
public final class ExportKey {
    private final KeysetHandle keyset;

    private ExportKey(KeysetHandle keyset) {
        this.keyset = keyset;
    }

    /** A fresh one. */
    public static ExportKey generate() {
        try {
            return new ExportKey(
                    KeysetHandle.generateNew(
                            HpkeParameters.builder()
                                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                                    .setVariant(HpkeParameters.Variant.TINK)
                                    .build(),
                            RegistryConfiguration.get()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Tink has no HPKE", impossible);
        }
    }

    /** The one whose {@link #secret} that is. */
    public static ExportKey ofSecret(String secret) {
        try {
            return new ExportKey(
                    TinkProtoKeysetFormat.parseKeyset(
                            Base64.getDecoder().decode(secret),
                            InsecureSecretKeyAccess.get(),
                            RegistryConfiguration.get()));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalArgumentException("no key of an export", damaged);
        }
    }

    /** To be encrypted before it is stored anywhere. */
    public String secret() {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            TinkProtoKeysetFormat.serializeKeyset(
                                    keyset,
                                    InsecureSecretKeyAccess.get(),
                                    RegistryConfiguration.get()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the key cannot be written", impossible);
        }
    }

    public String publicKey() {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            TinkProtoKeysetFormat.serializeKeysetWithoutSecret(
                                    keyset.getPublicKeysetHandle(), RegistryConfiguration.get()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the key cannot be written", impossible);
        }
    }

    /**
     * @throws DamagedPartException if it was sealed for another export or place, or altered
     */
    public byte[] open(PartPlace place, byte[] sealed) {
        try {
            return keyset.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                    .decrypt(sealed, place.context());
        } catch (GeneralSecurityException foreign) {
            throw new DamagedPartException("a piece does not belong where it is");
        }
    }

    /** What a service gave is not what it says, or not all of it. */
    public static final class DamagedPartException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public DamagedPartException(String reason) {
            super(reason);
        }
    }

    /** The public half. */
    public static final class Seal {
        private final HybridEncrypt seal;

        /**
         * @param publicKey as {@link ExportKey#publicKey}
         */
        public Seal(String publicKey) {
            try {
                this.seal =
                        TinkProtoKeysetFormat.parseKeysetWithoutSecret(
                                        Base64.getDecoder().decode(publicKey),
                                        RegistryConfiguration.get())
                                .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
            } catch (GeneralSecurityException | IllegalArgumentException foreign) {
                throw new IllegalArgumentException("no public key of an export", foreign);
            }
        }

        public byte[] seal(PartPlace place, byte[] plain) {
            try {
                return seal.encrypt(plain, place.context());
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("HPKE failed", impossible);
            }
        }
    }
}
