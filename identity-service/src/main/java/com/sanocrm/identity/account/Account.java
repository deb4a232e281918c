package com.sanocrm.identity.account;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.AgeBand;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Sex;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ContactPointChanged;
import com.sanocrm.contracts.events.EmailChangeLetter;
import com.sanocrm.contracts.events.MailboxStateChanged;
import com.sanocrm.contracts.events.MailboxStateChanged.State;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A person's account.
 *
 * <pre>
 * PENDING ──login exists──▶ ACTIVE
 *    └────────closed────────┴───────▶ CLOSED ──erased──▶ (none)
 * </pre>
 *
 * From PENDING and ACTIVE it may be QUARANTINED, and from there go back or be closed.
 *
 * @param firstLogin what Keycloak needs to make the login; gone once it has
 * @param restrictedSince while the person has the processing restricted (GDPR Art. 18): what was
 *     known before may only be stored
 * @param mailbox null while nothing is known of the address but itself
 */
public record Account(
        @BsonId AccountId accountId,
        Status status,
        Place place,
        SealedPerson person,
        Outline outline,
        @Nullable Acceptance acceptance,
        @Nullable FirstLogin firstLogin,
        Instant registeredAt,
        @Nullable Instant restrictedSince,
        @Nullable Mailbox mailbox) {
    private static final String USUAL_LANGUAGE = "en";

    /**
     * What the person is on the platform.
     *
     * @param staffOf the partner that the person works for
     * @param registeredThrough the partner through which a patient came
     */
    public record Place(
            List<Role> roles, @Nullable PartnerId staffOf, @Nullable PartnerId registeredThrough) {
        public Place {
            roles = List.copyOf(roles);
        }

        public static Place patient(@Nullable PartnerId registeredThrough) {
            return new Place(List.of(Role.PATIENT), null, registeredThrough);
        }

        public static Place staff(Role role, PartnerId partner) {
            return new Place(List.of(role), partner, null);
        }
    }

    /** What others may know, generalised at the source. */
    public record Outline(
            @Nullable AgeBand ageBand,
            @Nullable String country,
            @Nullable String region,
            @Nullable Sex sex) {
        Outline at(@Nullable Address address) {
            return address == null
                    ? this
                    : new Outline(ageBand, address.country(), address.region(), sex);
        }
    }

    /**
     * What the person agreed to at registration.
     *
     * @param language of the form, as ISO 639-1 has it
     */
    public record Acceptance(String policyVersion, Map<String, Choice> choices, String language) {
        public Acceptance {
            choices = Map.copyOf(choices);
        }
    }

    /**
     * The means of the first login.
     *
     * @param password encrypted
     */
    public record FirstLogin(Binary password, boolean mustChangePassword) {}

    /** A new account, until Keycloak knows it. */
    Change<Account> opened(String sealedEmail, AuditRecorded record) {
        return Change.of(
                this,
                event(),
                new ContactPointChanged(accountId, sealedEmail, language(), null),
                record);
    }

    /** The person can log in; the password is known to Keycloak alone. */
    Change<Account> activated(AuditRecorded record) {
        if (status != Status.PENDING) {
            return Change.of(this);
        }
        var active =
                new Account(
                        accountId,
                        Status.ACTIVE,
                        place,
                        person,
                        outline,
                        acceptance,
                        null,
                        registeredAt,
                        restrictedSince,
                        mailbox);
        return Change.of(active, active.event(), record);
    }

    /** Kept from everybody, its owner among them, until it is released or closed. */
    Change<Account> quarantined(AuditRecorded record) {
        if (!isOpen()) {
            return Change.of(this);
        }
        Account locked = with(Status.QUARANTINED);
        return Change.of(locked, locked.event(), record);
    }

    /** As it was before the quarantine. */
    Change<Account> released(AuditRecorded record) {
        if (status != Status.QUARANTINED) {
            return Change.of(this);
        }
        Account open = with(firstLogin == null ? Status.ACTIVE : Status.PENDING);
        return Change.of(open, open.event(), record);
    }

    private Account with(Status next) {
        return new Account(
                accountId,
                next,
                place,
                person,
                outline,
                acceptance,
                firstLogin,
                registeredAt,
                restrictedSince,
                mailbox);
    }

    /** Nobody sees or changes it any more; what others know of it by the topics ends. */
    Change<Account> closed(AuditRecorded record) {
        if (status == Status.CLOSED) {
            return Change.of(this);
        }
        var closed =
                new Account(
                        accountId,
                        Status.CLOSED,
                        place,
                        person,
                        new Outline(null, null, null, null),
                        acceptance,
                        null,
                        registeredAt,
                        restrictedSince,
                        null);
        return Change.of(closed, closed.event(), record);
    }

    /** The person's own corrections. */
    Change<Account> corrected(SealedPerson next, Outline seenFrom, AuditRecorded record) {
        var corrected =
                new Account(
                        accountId,
                        status,
                        place,
                        next,
                        seenFrom,
                        acceptance,
                        firstLogin,
                        registeredAt,
                        restrictedSince,
                        mailbox);
        return seenFrom.equals(outline)
                ? Change.of(corrected, record)
                : Change.of(corrected, corrected.event(), record);
    }

    /**
     * @param since null ends it; one that holds already stays as it began
     */
    Change<Account> restricted(@Nullable Instant since, AuditRecorded record) {
        if (status == Status.CLOSED || (since == null) == (restrictedSince == null)) {
            return Change.of(this);
        }
        var next =
                new Account(
                        accountId,
                        status,
                        place,
                        person,
                        outline,
                        acceptance,
                        firstLogin,
                        registeredAt,
                        since,
                        mailbox);
        return Change.of(next, next.event(), record);
    }

    /**
     * The person wants another address, which is to be confirmed from its mailbox.
     *
     * @param letter to that mailbox
     */
    Change<Account> wantsEmail(
            Mailbox.Wanted wanted, EmailChangeLetter letter, AuditRecorded record) {
        return Change.of(with(known().wanting(wanted)), letter, record);
    }

    /**
     * The wanted address is the account's now.
     *
     * @param next with that address
     * @param farewell to the one before; null for none
     */
    Change<Account> emailChanged(
            SealedPerson next,
            ContactPointChanged told,
            @Nullable EmailChangeLetter farewell,
            AuditRecorded record) {
        var changed =
                new Account(
                        accountId,
                        status,
                        place,
                        next,
                        outline,
                        acceptance,
                        firstLogin,
                        registeredAt,
                        restrictedSince,
                        Mailbox.confirmed(Objects.requireNonNull(told.since()), known().asked()));
        return farewell == null
                ? Change.of(changed, told, record)
                : Change.of(changed, told, farewell, record);
    }

    /** Mail to its address does not arrive, or does again; of an earlier address it is nothing. */
    Change<Account> mailboxIs(MailboxStateChanged event, AuditRecorded record) {
        Mailbox next = known().bouncing(event.state() == State.BOUNCING ? event.changedAt() : null);
        return isOpen() && Objects.equals(known().since(), event.since()) && !next.equals(known())
                ? Change.of(with(next), record)
                : Change.of(this);
    }

    /** One step of what is known of the address; the record comes with it if it changes that. */
    Change<Account> mailboxTended(UnaryOperator<Mailbox> step, @Nullable AuditRecorded record) {
        Mailbox next = mailbox == null ? null : step.apply(mailbox);
        if (next == null || next.equals(mailbox)) {
            return Change.of(this);
        }
        return record == null ? Change.of(with(next)) : Change.of(with(next), record);
    }

    private Account with(Mailbox next) {
        return new Account(
                accountId,
                status,
                place,
                person,
                outline,
                acceptance,
                firstLogin,
                registeredAt,
                restrictedSince,
                next);
    }

    /** What is known of the address besides itself. */
    Mailbox known() {
        return mailbox == null ? Mailbox.UNKNOWN : mailbox;
    }

    public EmailStatus emailStatus() {
        return known().status();
    }

    /** In which the person is written to, as ISO 639-1 has it. */
    String language() {
        return acceptance == null ? USUAL_LANGUAGE : acceptance.language();
    }

    /** Whether it is there for anybody: neither closed nor quarantined. */
    boolean isOpen() {
        return status != Status.CLOSED && status != Status.QUARANTINED;
    }

    /** Whether it may be a child's, as far as is to be seen: a patient's that is not closed. */
    public boolean canBeReported() {
        return place.roles().contains(Role.PATIENT) && status != Status.CLOSED;
    }

    public boolean isPatient() {
        return place.roles().contains(Role.PATIENT) && isOpen();
    }

    public boolean isClinicianOf(PartnerId partner) {
        return place.roles().contains(Role.CLINICIAN)
                && partner.equals(place.staffOf())
                && isOpen();
    }

    /** What the person chose on the registration form, by purpose. */
    public Map<String, Choice> registrationChoices() {
        return acceptance == null ? Map.of() : acceptance.choices();
    }

    private AccountChanged event() {
        return new AccountChanged(
                accountId,
                status,
                Set.copyOf(place.roles()),
                place.staffOf(),
                place.registeredThrough(),
                outline.ageBand(),
                outline.country(),
                outline.region(),
                outline.sex(),
                acceptance == null ? null : acceptance.policyVersion(),
                registrationChoices(),
                registeredAt,
                acceptance == null ? null : acceptance.language(),
                restrictedSince);
    }
}
