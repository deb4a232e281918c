package com.sanocrm.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.audit.KeyReleases;
import com.sanocrm.platform.audit.SomeTrail;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeys;
import com.sanocrm.platform.test.TestMongo;
import com.sanocrm.platform.test.TestTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FieldEncryptionTest {
    private final MongoClient store = MongoClients.create(TestMongo.uri());
    private final Keysets keysets = new Keysets(TestKeys.directory());
    private final String database = "keys_" + UUID.randomUUID().toString().substring(0, 8);
    private final AuditTrail trail = SomeTrail.of(store.getDatabase(database));
    private final FieldEncryption encryption = encryption();
    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final FieldContext context =
            new FieldContext("par_1", patient, "messages", "msg_1", "body");

    private FieldEncryption encryption() {
        return new FieldEncryption(
                new DataKeys(store.getDatabase(database), keysets.aead("kek")),
                new KeyReleases(trail, SomeTrail.RECORDS, new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() {
        trail.close();
        store.close();
    }

    @Test
    @Promise("P-07")
    void aFieldIsReadableOnlyWhereItWasWritten() {
        Binary cipher = encryption.encrypt(context, "blood pressure");

        assertThat(encryption.decrypt(context, cipher)).isEqualTo("blood pressure");
        assertThat(new String(cipher.getData(), StandardCharsets.ISO_8859_1))
                .doesNotContain("blood");
        var elsewhere = new FieldContext("par_2", patient, "messages", "msg_1", "body");
        assertThatThrownBy(() -> encryption.decrypt(elsewhere, cipher))
                .isInstanceOf(UndecipherableException.class);
    }

    @Test
    void nothingIsReadableOnceThePersonsKeyIsDestroyed() {
        Binary cipher = encryption.encrypt(context, "blood pressure");

        encryption.destroyKey(patient);

        assertThatThrownBy(() -> encryption.decrypt(context, cipher))
                .isInstanceOf(UndecipherableException.class);
    }

    @Test
    @Promise("P-32")
    void aPersonWhoIsErasedNeverGetsAnotherKey() {
        Binary cipher = encryption.encrypt(context, "blood pressure");

        encryption.eraseKey(patient);

        assertThatThrownBy(() -> encryption.decrypt(context, cipher))
                .isInstanceOf(ErasedException.class);
        assertThatThrownBy(() -> encryption.encrypt(context, "again"))
                .isInstanceOf(ErasedException.class);
    }

    /** Another process has the key in memory and hears nothing. */
    @Test
    @Promise("P-32")
    void anErasedKeyIsOutOfUseInEveryProcessAfterItsLifeInMemory() {
        var other = encryption();
        Binary cipher = encryption.encrypt(context, "blood pressure");
        assertThat(other.decrypt(context, cipher)).isEqualTo("blood pressure");

        encryption.eraseKey(patient);

        await().atMost(DataKeys.LIFE_IN_MEMORY.plusMillis(500))
                .untilAsserted(
                        () ->
                                assertThatThrownBy(() -> other.decrypt(context, cipher))
                                        .isInstanceOf(ErasedException.class));
    }

    @Test
    void noAlteredLinkTokenOpens() {
        var tokens = new LinkTokens(keysets.aead("unsubscribe"), "unsubscribe");
        String token = tokens.issue("acc_1 promotional-email");
        assertThat(tokens.open(token)).contains("acc_1 promotional-email");

        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] altered = bytes.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(altered);
            assertThat(tokens.open(forged)).as("bit %s", bit).isEmpty();
        }
        assertThat(new LinkTokens(keysets.aead("unsubscribe"), "confirm").open(token)).isEmpty();
    }
}
