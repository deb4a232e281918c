package com.sanocrm.audit.log;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Signs for all logs with the key of {@code checkpoint.json}, under each log's origin as name. */
@Component
final class CheckpointSigner {
    private final PublicKeySign key;
    private final byte[] publicKey;
    private final String host;

    @AccessesPartialKey
    CheckpointSigner(Keysets keysets, PlatformSettings settings) throws GeneralSecurityException {
        KeysetHandle keyset = keysets.handle("checkpoint");
        if (!(keyset.getPrimary().getKey() instanceof Ed25519PrivateKey primary)
                || primary.getParameters().getVariant() != Ed25519Parameters.Variant.NO_PREFIX) {
            throw new IllegalStateException("the keyset checkpoint is not a raw Ed25519 key");
        }
        this.key = keyset.getPrimitive(RegistryConfiguration.get(), PublicKeySign.class);
        this.publicKey = primary.getPublicKey().getPublicKeyBytes().toByteArray();
        this.host = Objects.requireNonNull(settings.publicUrl().getHost(), "SANO_PUBLIC_URL");
    }

    String origin(LogName log) {
        return log.origin(host);
    }

    VerificationKey verificationKey(LogName log) {
        return VerificationKey.ed25519(origin(log), publicKey);
    }

    SignedNote sign(LogName log, Checkpoint checkpoint) {
        return SignedNote.sign(checkpoint.text(), verificationKey(log), this::signature);
    }

    private byte[] signature(byte[] text) {
        try {
            return key.sign(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 refuses to sign", e);
        }
    }
}
