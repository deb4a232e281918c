package com.sanocrm.platform.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.sanocrm.contracts.id.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * One 256-bit data key per patient, wrapped by the service's key-encryption key; in memory for 30 s
 * at most.
 */
public final class DataKeys {
    private static final Duration CACHED = Duration.ofSeconds(30);
    private static final int CACHED_KEYS = 10_000;
    private static final int KEY_BYTES = 32;

    private final MongoCollection<Document> wrapped;
    private final Aead keyEncryptionKey;
    private final String purpose;
    private final SecureRandom random = new SecureRandom();
    private final Cache<AccountId, Aead> cache =
            Caffeine.newBuilder().expireAfterWrite(CACHED).maximumSize(CACHED_KEYS).build();

    public DataKeys(MongoDatabase database, Aead keyEncryptionKey) {
        this(database, keyEncryptionKey, "data");
    }

    /**
     * Keys of their own for a class of data, so that whoever holds a patient's ordinary key cannot
     * read it.
     *
     * @param purpose names the class of data, for ever
     */
    public DataKeys(MongoDatabase database, Aead keyEncryptionKey, String purpose) {
        this.wrapped = database.getCollection(purpose + "_keys");
        this.keyEncryptionKey = keyEncryptionKey;
        this.purpose = purpose;
    }

    Optional<Aead> find(AccountId patient) {
        Aead cached = cache.getIfPresent(patient);
        if (cached != null) {
            return Optional.of(cached);
        }
        return Optional.ofNullable(wrapped.find(Filters.eq("_id", patient.value())).first())
                .map(stored -> unwrap(patient, stored));
    }

    Aead obtain(AccountId patient) {
        return find(patient).orElseGet(() -> create(patient));
    }

    void destroy(AccountId patient) {
        wrapped.deleteOne(Filters.eq("_id", patient.value()));
        cache.invalidate(patient);
    }

    /** Of two that create at the same time, one's key is stored and both use it. */
    private Aead create(AccountId patient) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try {
            var stored =
                    wrapped.findOneAndUpdate(
                            Filters.eq("_id", patient.value()),
                            Updates.setOnInsert(
                                    "key",
                                    new Binary(keyEncryptionKey.encrypt(key, context(patient)))),
                            new FindOneAndUpdateOptions()
                                    .upsert(true)
                                    .returnDocument(ReturnDocument.AFTER));
            return unwrap(patient, Objects.requireNonNull(stored));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("wrapping failed", impossible);
        }
    }

    private Aead unwrap(AccountId patient, Document stored) {
        try {
            byte[] key =
                    keyEncryptionKey.decrypt(
                            stored.get("key", Binary.class).getData(), context(patient));
            Aead aead = new AesGcmJce(key);
            cache.put(patient, aead);
            return aead;
        } catch (GeneralSecurityException otherEpoch) {
            throw new FieldEncryption.UndecipherableException("the key cannot be unwrapped");
        }
    }

    private byte[] context(AccountId patient) {
        return (purpose + "-key|" + patient.value()).getBytes(StandardCharsets.UTF_8);
    }
}
