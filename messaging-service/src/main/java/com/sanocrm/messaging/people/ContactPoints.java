package com.sanocrm.messaging.people;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.ContactPointChanged;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.crypto.BlindIndex;
import com.sanocrm.platform.crypto.ErasedException;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * E-mail addresses: they come sealed for this service alone and are kept under the person's key.
 */
@Component
public class ContactPoints implements PersonalData {
    private static final String COLLECTION = "contact_points";
    /* A family may share one. */
    private static final int SHARING = 20;

    /* BCP 47: undetermined. */
    private static final String NO_LANGUAGE = "und";

    private final Documents<ContactPoint> documents;
    private final SealedAddresses sealedAddresses;
    private final FieldEncryption encryption;
    private final BlindIndex index;

    ContactPoints(
            DocumentsFactory factory,
            SealedAddresses sealedAddresses,
            FieldEncryption encryption,
            BlindIndex index) {
        this.documents = factory.of(COLLECTION, ContactPoint.class);
        this.sealedAddresses = sealedAddresses;
        this.encryption = encryption;
        this.index = index;
        documents.createIndex(
                Indexes.ascending("addressIndex", "_id"),
                new IndexOptions().name("sharingTheAddressOf"));
    }

    /** Where to write to, and in which language. */
    public record Address(Sensitive email, Locale language) {}

    void contactPointChanged(ContactPointChanged event, EventMetadata metadata) {
        put(event.accountId(), event.sealedEmail(), event.language(), event.since(), metadata);
    }

    /** A subscriber's address is kept from the request to confirm it until the end. */
    void subscriptionChanged(NewsletterSubscriptionChanged event, EventMetadata metadata) {
        put(event.subscriberId(), event.sealedEmail(), event.language(), null, metadata);
    }

    private void put(
            AccountId person,
            @Nullable String sealed,
            String language,
            @Nullable Instant since,
            EventMetadata metadata) {
        ContactPoint point =
                sealed == null
                        ? new ContactPoint(person, null, null, language, null)
                        : known(
                                person,
                                sealedAddresses.open(sealed, person.value()).reveal(),
                                language,
                                since);
        documents.apply(
                person.value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(point));
    }

    /** Of an erased person, nothing is known. */
    private ContactPoint known(
            AccountId person, String email, String language, @Nullable Instant since) {
        try {
            return new ContactPoint(
                    person,
                    encryption.encrypt(context(person), email),
                    hash(email),
                    language,
                    since);
        } catch (ErasedException gone) {
            return new ContactPoint(person, null, null, NO_LANGUAGE, null);
        }
    }

    /**
     * Which address it is, without the address: the same one that is confirmed anew is another.
     *
     * @param index a keyed hash
     * @param since when its owner confirmed it; null for the address of the registration
     */
    public record Known(String index, @Nullable Instant since) {}

    /** The address that the person has now; empty if there is none. */
    public Optional<Known> knownOf(AccountId person) {
        return documents.find(person.value()).map(Stored::state).flatMap(ContactPoints::known);
    }

    private static Optional<Known> known(ContactPoint point) {
        return Optional.ofNullable(point.addressIndex())
                .map(index -> new Known(index, point.since()));
    }

    /** Names the address that the person has now; empty if there is none. */
    public Optional<String> addressIndexOf(AccountId person) {
        return knownOf(person).map(Known::index);
    }

    /** The account with that address; none if several have it. */
    public Optional<AccountId> accountAt(String email) {
        var found =
                documents.list(Filters.eq("addressIndex", hash(email)), Sorts.ascending("_id"), 2);
        return found.size() == 1 ? Optional.of(found.getFirst().state().id()) : Optional.empty();
    }

    private String hash(String email) {
        return index.of("address|" + email.toLowerCase(Locale.ROOT));
    }

    /** Everybody else with that person's address. */
    public List<AccountId> sharingTheAddressOf(AccountId person) {
        String address = addressIndexOf(person).orElse(null);
        return address == null
                ? List.of()
                : documents
                        .list(Filters.eq("addressIndex", address), Sorts.ascending("_id"), SHARING)
                        .stream()
                        .map(stored -> stored.state().id())
                        .filter(other -> !other.equals(person))
                        .toList();
    }

    /** The address; call it only after the use is recorded. */
    public Optional<Address> addressOf(AccountId person) {
        try {
            return documents.find(person.value()).map(Stored::state).flatMap(this::open);
        } catch (ErasedException gone) {
            return Optional.empty();
        }
    }

    private Optional<Address> open(ContactPoint point) {
        return Optional.ofNullable(point.email())
                .map(
                        email ->
                                new Address(
                                        new Sensitive(
                                                encryption.decrypt(context(point.id()), email)),
                                        Locale.forLanguageTag(point.language())));
    }

    private static FieldContext context(AccountId person) {
        return new FieldContext(FieldContext.PLATFORM, person, COLLECTION, person.value(), "email");
    }

    /** Leaves the mark that it is forgotten, so that no late event brings it back. */
    @Override
    public long erase(AccountId person) {
        var forgotten = new ContactPoint(person, null, null, NO_LANGUAGE, null);
        boolean known =
                documents
                        .find(person.value())
                        .filter(stored -> !stored.state().equals(forgotten))
                        .isPresent();
        if (known) {
            documents.change(person.value(), _ -> Change.of(forgotten));
        }
        return known ? 1 : 0;
    }
}
