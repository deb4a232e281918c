package com.sanocrm.platform.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
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
 * One 256-bit data key per patient, wrapped by the service's key-encryption key. A key that is
 * erased is out of use in every process after {@link #LIFE_IN_MEMORY}, without their hearing of it;
 * and there is never another for that patient.
 */
public final class DataKeys {
    /** How long a process uses a key from the moment that it asked the store for it. */
    public static final Duration LIFE_IN_MEMORY = Duration.ofSeconds(1);

    private static final String KEY = "key";
    private static final int CACHED_KEYS = 10_000;
    private static final int KEY_BYTES = 32;

    private final MongoCollection<Document> wrapped;
    private final Aead keyEncryptionKey;
    private final String purpose;
    private final SecureRandom random = new SecureRandom();
    private final Cache<AccountId, InMemory> cache =
            Caffeine.newBuilder().expireAfterWrite(LIFE_IN_MEMORY).maximumSize(CACHED_KEYS).build();

    /**
     * @param asked when the store was asked, by {@link System#nanoTime}: what it says may be as old
     */
    private record InMemory(Aead key, long asked) {
        boolean isUsable() {
            return System.nanoTime() - asked < LIFE_IN_MEMORY.toNanos();
        }
    }

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
        InMemory cached = cache.getIfPresent(patient);
        if (cached != null && cached.isUsable()) {
            return Optional.of(cached.key());
        }
        long asked = System.nanoTime();
        return Optional.ofNullable(wrapped.find(Filters.eq("_id", patient.value())).first())
                .map(stored -> unwrap(patient, stored, asked));
    }

    Aead obtain(AccountId patient) {
        return find(patient).orElseGet(() -> create(patient));
    }

    void destroy(AccountId patient) {
        wrapped.deleteOne(Filters.eq("_id", patient.value()));
        cache.invalidate(patient);
    }

    /** Destroys the key and leaves a mark in its place, so that none is made again. */
    void erase(AccountId patient) {
        wrapped.replaceOne(
                Filters.eq("_id", patient.value()),
                new Document("_id", patient.value()).append("erased", true),
                new ReplaceOptions().upsert(true));
        cache.invalidate(patient);
    }

    /** Of two that create at the same time, one's key is stored and both use it. */
    private Aead create(AccountId patient) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        long asked = System.nanoTime();
        try {
            var stored =
                    wrapped.findOneAndUpdate(
                            Filters.eq("_id", patient.value()),
                            Updates.setOnInsert(
                                    KEY,
                                    new Binary(keyEncryptionKey.encrypt(key, context(patient)))),
                            new FindOneAndUpdateOptions()
                                    .upsert(true)
                                    .returnDocument(ReturnDocument.AFTER));
            return unwrap(patient, Objects.requireNonNull(stored), asked);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("wrapping failed", impossible);
        }
    }

    private Aead unwrap(AccountId patient, Document stored, long asked) {
        Binary sealed = stored.get(KEY, Binary.class);
        if (sealed == null) {
            throw new ErasedException();
        }
        try {
            byte[] key = keyEncryptionKey.decrypt(sealed.getData(), context(patient));
            Aead aead = new AesGcmJce(key);
            cache.put(patient, new InMemory(aead, asked));
            return aead;
        } catch (GeneralSecurityException otherEpoch) {
            throw new FieldEncryption.UndecipherableException("the key cannot be unwrapped");
        }
    }

    private byte[] context(AccountId patient) {
        return (purpose + "-key|" + patient.value()).getBytes(StandardCharsets.UTF_8);
    }
}
