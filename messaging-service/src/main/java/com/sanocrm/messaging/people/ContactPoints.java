package com.sanocrm.messaging.people;

import com.google.crypto.tink.HybridDecrypt;
import com.sanocrm.contracts.events.ContactPointChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * E-mail addresses: they come sealed for this service alone and are kept under the person's key.
 */
@Component
public class ContactPoints {
    private static final String COLLECTION = "contact_points";

    private final Documents<ContactPoint> documents;
    private final HybridDecrypt seal;
    private final FieldEncryption encryption;

    ContactPoints(DocumentsFactory factory, Keysets keysets, FieldEncryption encryption) {
        this.documents = factory.of(COLLECTION, ContactPoint.class);
        this.seal = keysets.unsealing("contact-private");
        this.encryption = encryption;
    }

    /** Where to write to, and in which language. */
    public record Address(Sensitive email, Locale language) {}

    void contactPointChanged(ContactPointChanged event, EventMetadata metadata) {
        var point =
                new ContactPoint(
                        event.accountId(),
                        encryption.encrypt(context(event.accountId()), unseal(event)),
                        event.language());
        documents.apply(
                event.accountId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(point));
    }

    /** The address; call it only after the use is recorded. */
    public Optional<Address> addressOf(AccountId person) {
        return documents
                .find(person.value())
                .map(
                        stored ->
                                new Address(
                                        new Sensitive(
                                                encryption.decrypt(
                                                        context(person), stored.state().email())),
                                        Locale.forLanguageTag(stored.state().language())));
    }

    private String unseal(ContactPointChanged event) {
        try {
            byte[] context = event.accountId().value().getBytes(StandardCharsets.UTF_8);
            return new String(
                    seal.decrypt(Base64.getDecoder().decode(event.sealedEmail()), context),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException notForUs) {
            throw new IllegalArgumentException("a contact point that is not sealed for us");
        }
    }

    private static FieldContext context(AccountId person) {
        return new FieldContext(FieldContext.PLATFORM, person, COLLECTION, person.value(), "email");
    }
}
