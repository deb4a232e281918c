package com.sanocrm.identity.account;

import com.google.crypto.tink.HybridEncrypt;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.MailboxStateChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.Documents.DuplicateDocumentException;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.web.EntityTags;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All accounts. One address has one account, whoever is quicker. */
@Component
public class Accounts {
    private final Documents<Account> accounts;
    private final PersonCipher cipher;
    private final HybridEncrypt contactSeal;
    private final Clock clock;

    Accounts(DocumentsFactory documents, PersonCipher cipher, Keysets keysets, Clock clock) {
        this.accounts = documents.of(PersonCipher.COLLECTION, Account.class);
        this.cipher = cipher;
        this.contactSeal = keysets.sealing("contact-public");
        this.clock = clock;
        /* One account per address: open, ownerOf. */
        accounts.createIndex(
                Indexes.ascending("person.emailIndex"), new IndexOptions().unique(true));
        /* What waits for Keycloak: pending. */
        accounts.createIndex(Indexes.ascending("status", "registeredAt"), new IndexOptions());
        /* Whose address has something to be done: toTend. */
        accounts.createIndex(Indexes.ascending("mailbox.due"), new IndexOptions());
    }

    /** Opens the account, or answers what an earlier attempt with the same id opened. */
    public Opening open(NewAccount command) {
        AccountId id = command.accountId();
        Account account = account(command);
        try {
            return new Opening.Opened(
                    accounts.create(
                                    account.opened(
                                            sealedFor(id, command.person().email()),
                                            command.record()))
                            .state());
        } catch (DuplicateDocumentException taken) {
            cipher.forget(id);
            return new Opening.AddressTaken(
                    ownerOf(command.person().email()).orElseThrow(() -> taken).accountId());
        }
    }

    private Account account(NewAccount command) {
        AccountId id = command.accountId();
        Person person = command.person();
        LocalDate born = person.birthDate();
        return new Account(
                id,
                Status.PENDING,
                command.place(),
                cipher.seal(id, person, command.socialSecurityNumber()),
                new Account.Outline(
                                born == null ? null : Ages.band(born, today()),
                                null,
                                null,
                                command.sex())
                        .at(person.address()),
                command.acceptance(),
                new Account.FirstLogin(
                        cipher.sealPassword(id, command.password().value()),
                        command.password().mustChange()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null,
                null);
    }

    public Optional<Stored<Account>> find(AccountId id) {
        return accounts.find(id.value());
    }

    /** As everybody may see it: an account that is closed or quarantined is none. */
    public Optional<Stored<Account>> open(AccountId id) {
        return find(id).filter(stored -> stored.state().isOpen());
    }

    public Optional<Account> ownerOf(String email) {
        return accounts.first(Filters.eq("person.emailIndex", cipher.emailIndex(email)))
                .map(Stored::state);
    }

    /** What is known of the person. Call it only after the access is recorded. */
    public Person reveal(Account account) {
        return cipher.open(account.accountId(), account.person());
    }

    /**
     * The address that the person wants and until when it can be confirmed; null for none. Call it
     * only after the access is recorded.
     */
    public <T> @Nullable T revealWanted(Account account, BiFunction<String, Instant, T> shown) {
        Mailbox.Wanted wanted = account.known().wanted();
        return wanted == null
                ? null
                : shown.apply(
                        cipher.openWantedEmail(account.accountId(), wanted), wanted.expiresAt());
    }

    /** The social security number of one that has it. Call it only after the access is recorded. */
    public Sensitive revealIdentifier(Account account) {
        return cipher.openIdentifier(account);
    }

    /**
     * Corrects the account that the caller saw.
     *
     * @throws ProblemException 404 if there is none, 412 if it is no longer as seen, 422 if the new
     *     address needs a consent that was not given
     */
    Stored<Account> correct(
            AccountId id, @Nullable String seen, Corrections corrections, AuditRecorded record) {
        return accounts.change(
                id.value(),
                current -> {
                    if (!current.state().isOpen()) {
                        throw ProblemException.notFound();
                    }
                    EntityTags.requireMatch(seen, current.version());
                    Account account = current.state();
                    Transfer.require(corrections.address(), account.registrationChoices());
                    return account.corrected(
                            cipher.reseal(id, account.person(), corrections),
                            account.outline().at(corrections.address()),
                            record);
                });
    }

    /** Changes the account by the decision; its events go with it. */
    Stored<Account> change(AccountId id, Function<Stored<Account>, Change<Account>> decision) {
        return accounts.change(id.value(), decision);
    }

    /** What messaging-service says of the mailbox, once; of an account that is not here nothing. */
    void mailboxStateChanged(
            MailboxStateChanged event, EventMetadata metadata, AuditRecorded record) {
        if (find(event.accountId()).isPresent()) {
            accounts.apply(
                    event.accountId().value(),
                    metadata.topic().wireName(),
                    metadata.sequence(),
                    known ->
                            known.map(account -> account.mailboxIs(event, record))
                                    .orElseThrow(ProblemException::notFound));
        }
    }

    /** Those of whose address something is to be done by now, the longest waiting first. */
    List<Account> toTend(Instant now, Collection<AccountId> except, int limit) {
        return accounts
                .list(
                        Filters.and(
                                Filters.lte("mailbox.due", Date.from(now)),
                                Filters.nin("_id", except.stream().map(AccountId::value).toList())),
                        Sorts.ascending("mailbox.due"),
                        limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /**
     * Whether Keycloak still has an address of somebody else that is free with us: what it refuses
     * by then it may take afterwards.
     */
    boolean isAnotherLoginBehind(AccountId than) {
        return accounts.first(
                        Filters.and(
                                Filters.lte("mailbox.due", Date.from(clock.instant())),
                                Filters.eq("mailbox.loginBehind", true),
                                Filters.ne("_id", than.value())))
                .isPresent();
    }

    /**
     * Restricts the processing of the person's data, or no longer.
     *
     * @param since null ends it
     */
    public void restrict(AccountId id, @Nullable Instant since, AuditRecorded record) {
        if (find(id).isPresent()) {
            accounts.change(id.value(), current -> current.state().restricted(since, record));
        }
    }

    Account activate(AccountId id, AuditRecorded record) {
        return accounts.change(id.value(), current -> current.state().activated(record)).state();
    }

    /** Keeps it from everybody, if it is there and open. */
    public void quarantine(AccountId id, AuditRecorded record) {
        if (find(id).isPresent()) {
            accounts.change(id.value(), current -> current.state().quarantined(record));
        }
    }

    /** Ends its quarantine, if it is in one. */
    public void release(AccountId id, AuditRecorded record) {
        if (find(id).isPresent()) {
            accounts.change(id.value(), current -> current.state().released(record));
        }
    }

    /** Closes it, if it is there. */
    public void close(AccountId id, AuditRecorded record) {
        if (find(id).isPresent()) {
            accounts.change(id.value(), current -> current.state().closed(record));
        }
    }

    /** Removes it for good. */
    long remove(AccountId id) {
        return accounts.remove(Filters.eq("_id", id.value()));
    }

    /** The oldest that wait for Keycloak. */
    List<Account> pending(Instant openedBefore, Collection<AccountId> except, int limit) {
        return accounts
                .list(
                        Filters.and(
                                Filters.eq("status", Status.PENDING.name()),
                                Filters.lt("registeredAt", Date.from(openedBefore)),
                                Filters.nin("_id", except.stream().map(AccountId::value).toList())),
                        Sorts.ascending("registeredAt"),
                        limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** For messaging-service alone, which sends the mails. */
    String sealedFor(AccountId id, String email) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            contactSeal.encrypt(
                                    email.getBytes(StandardCharsets.UTF_8),
                                    id.value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HPKE failed", impossible);
        }
    }
}
