package com.sanocrm.identity.account;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.OwnWork;
import com.sanocrm.platform.crypto.BlindIndex;
import com.sanocrm.platform.crypto.DataKeys;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.Sensitive;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encrypts a person's fields, each on its own. The social security number is under a data key of
 * its own, which nothing that shows a profile asks for.
 */
@Component
class PersonCipher {
    static final String COLLECTION = "accounts";
    private static final String IDENTIFIERS = "identifier";

    private final FieldEncryption fields;
    private final FieldEncryption identifiers;
    private final BlindIndex index;
    private final JsonMapper json;

    PersonCipher(
            FieldEncryption fields,
            MongoDatabase database,
            Keysets keysets,
            BlindIndex index,
            JsonMapper json) {
        this.fields = fields;
        this.identifiers = fields.under(new DataKeys(database, keysets.aead("kek"), IDENTIFIERS));
        this.index = index;
        this.json = json;
    }

    /** By which an address is looked up; upper and lower case are one. */
    String emailIndex(String email) {
        return index.of("email|" + email.toLowerCase(Locale.ROOT));
    }

    SealedPerson seal(AccountId id, Person person, @Nullable Sensitive socialSecurityNumber) {
        return new SealedPerson(
                emailIndex(person.email()),
                seal(id, "email", person.email()),
                seal(id, "givenName", person.givenName()),
                seal(id, "familyName", person.familyName()),
                ifPresent(person.birthDate(), date -> seal(id, "birthDate", date.toString())),
                ifPresent(person.phone(), phone -> seal(id, "phone", phone)),
                ifPresent(person.address(), address -> seal(id, address)),
                ifPresent(
                        socialSecurityNumber,
                        number ->
                                identifiers.encrypt(
                                        context(id, "socialSecurityNumber"), number.reveal())));
    }

    /** Encrypts what is corrected; the rest stays as it is, unopened. */
    SealedPerson reseal(AccountId id, SealedPerson old, Corrections corrections) {
        return new SealedPerson(
                old.emailIndex(),
                old.email(),
                corrections.givenName() == null
                        ? old.givenName()
                        : seal(id, "givenName", corrections.givenName()),
                corrections.familyName() == null
                        ? old.familyName()
                        : seal(id, "familyName", corrections.familyName()),
                old.birthDate(),
                corrections.phone() == null ? old.phone() : seal(id, "phone", corrections.phone()),
                corrections.address() == null ? old.address() : seal(id, corrections.address()),
                old.socialSecurityNumber());
    }

    /** The same person at another address; the rest stays as it is, unopened. */
    SealedPerson readdress(AccountId id, SealedPerson old, String email) {
        return new SealedPerson(
                emailIndex(email),
                seal(id, "email", email),
                old.givenName(),
                old.familyName(),
                old.birthDate(),
                old.phone(),
                old.address(),
                old.socialSecurityNumber());
    }

    Binary sealWantedEmail(AccountId id, String email) {
        return seal(id, "wantedEmail", email);
    }

    String openWantedEmail(AccountId id, Mailbox.Wanted wanted) {
        return open(id, "wantedEmail", wanted.email());
    }

    /** Digits so few that they must not be stored as they are. */
    String codeIndex(AccountId id, String code) {
        return index.of("email-code|" + id.value() + "|" + code);
    }

    /** All but the social security number. */
    Person open(AccountId id, SealedPerson sealed) {
        return new Person(
                open(id, "email", sealed.email()),
                open(id, "givenName", sealed.givenName()),
                open(id, "familyName", sealed.familyName()),
                ifPresent(
                        sealed.birthDate(), bytes -> LocalDate.parse(open(id, "birthDate", bytes))),
                ifPresent(sealed.phone(), bytes -> open(id, "phone", bytes)),
                ifPresent(
                        sealed.address(),
                        bytes -> json.readValue(open(id, "address", bytes), Address.class)));
    }

    /** For {@link OwnWork#GIVING_A_LOGIN} alone. */
    Sensitive openEmail(Account account) {
        return new Sensitive(openForLogin(account.accountId(), "email", account.person().email()));
    }

    /** The social security number of an account that has it. */
    Sensitive openIdentifier(Account account) {
        return new Sensitive(
                identifiers.decrypt(
                        context(account.accountId(), "socialSecurityNumber"),
                        Objects.requireNonNull(account.person().socialSecurityNumber())));
    }

    Binary sealPassword(AccountId id, Sensitive password) {
        return seal(id, "password", password.reveal());
    }

    /** For {@link OwnWork#GIVING_A_LOGIN} alone. */
    Sensitive openPassword(AccountId id, Binary password) {
        return new Sensitive(openForLogin(id, "password", password));
    }

    /** Destroys the keys of somebody of whom nothing is kept. */
    void forget(AccountId id) {
        fields.destroyKey(id);
        identifiers.destroyKey(id);
    }

    /** Destroys the keys of somebody for ever. */
    void erase(AccountId id) {
        fields.eraseKey(id);
        identifiers.eraseKey(id);
    }

    private Binary seal(AccountId id, Address address) {
        return seal(id, "address", json.writeValueAsString(address));
    }

    private Binary seal(AccountId id, String field, String value) {
        return fields.encrypt(context(id, field), value);
    }

    private String open(AccountId id, String field, Binary value) {
        return fields.decrypt(context(id, field), value);
    }

    private String openForLogin(AccountId id, String field, Binary value) {
        return fields.decrypt(OwnWork.GIVING_A_LOGIN, context(id, field), value);
    }

    private static FieldContext context(AccountId id, String field) {
        return new FieldContext(FieldContext.PLATFORM, id, COLLECTION, id.value(), field);
    }

    private static <S, T> @Nullable T ifPresent(@Nullable S value, Function<S, T> change) {
        return value == null ? null : change.apply(value);
    }
}
