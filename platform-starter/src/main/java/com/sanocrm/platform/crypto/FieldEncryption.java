package com.sanocrm.platform.crypto;

import com.google.crypto.tink.Aead;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.KeyReleases;
import com.sanocrm.platform.audit.OwnWork;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.bson.types.Binary;

/** Encrypts fields with AES-256-GCM under the data key of the patient they are about. */
public final class FieldEncryption {
    private final DataKeys keys;
    private final KeyReleases releases;

    public FieldEncryption(DataKeys keys, KeyReleases releases) {
        this.keys = keys;
        this.releases = releases;
    }

    /** The same for a class of data that has keys of its own. */
    public FieldEncryption under(DataKeys others) {
        return new FieldEncryption(others, releases);
    }

    /**
     * Encrypts; makes the patient's data key if there is none yet.
     *
     * @throws ErasedException if the patient is erased
     */
    public Binary encrypt(FieldContext context, String plain) {
        try {
            Aead key = keys.obtain(context.patient());
            return new Binary(
                    key.encrypt(plain.getBytes(StandardCharsets.UTF_8), context.associatedData()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM failed", impossible);
        }
    }

    /**
     * Decrypts. Call it only after the access is recorded, in the same request, event or round of
     * work; else that is told ({@link KeyReleases}).
     *
     * @throws UndecipherableException if the key is destroyed or the bytes stand elsewhere than
     *     they were written
     */
    public String decrypt(FieldContext context, Binary cipher) {
        String plain = opened(context, cipher);
        releases.released(context.patient());
        return plain;
    }

    /** Decrypts for what needs no record before. */
    public String decrypt(OwnWork work, FieldContext context, Binary cipher) {
        String plain = opened(context, cipher);
        releases.released(work);
        return plain;
    }

    private String opened(FieldContext context, Binary cipher) {
        try {
            Aead key =
                    keys.find(context.patient())
                            .orElseThrow(() -> new UndecipherableException("the key is gone"));
            return new String(
                    key.decrypt(cipher.getData(), context.associatedData()),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException wrongPlaceOrKey) {
            throw new UndecipherableException("the bytes do not belong here");
        }
    }

    /** A field cannot be read, now or ever. */
    public static sealed class UndecipherableException extends RuntimeException
            permits ErasedException {
        private static final long serialVersionUID = 1L;

        UndecipherableException(String reason) {
            super(reason);
        }
    }

    /**
     * Destroys the patient's data key for ever: there will be no other. Other processes may use it
     * for {@link DataKeys#LIFE_IN_MEMORY} more.
     */
    public void eraseKey(AccountId patient) {
        keys.erase(patient);
    }

    /** Destroys the patient's data key; what is under it can never be read again. */
    public void destroyKey(AccountId patient) {
        keys.destroy(patient);
    }
}
