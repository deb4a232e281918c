package com.sanocrm.identity.account;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ContactPointChanged;
import com.sanocrm.contracts.events.EmailChangeLetter;
import com.sanocrm.contracts.events.EmailChangeLetter.Kind;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.outbox.Documents.DuplicateDocumentException;
import com.sanocrm.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes the address of an account once who has its mailbox and who has the account are shown to
 * be the same: the link is in the mail alone, the digits are with the person alone. The old address
 * and why it was left are kept with the audit record, before the account changes.
 */
@Component
public class EmailConfirmations {
    static final String CHANGE = "account.change-email";
    private static final String BOUNCED = "Mail to it did not arrive any more.";

    private final Accounts accounts;
    private final PersonCipher cipher;
    private final EmailLinks links;
    private final AuditDetails details;
    private final Recording recording;
    private final Clock clock;

    EmailConfirmations(
            Accounts accounts,
            PersonCipher cipher,
            EmailLinks links,
            AuditDetails details,
            Recording recording,
            Clock clock) {
        this.accounts = accounts;
        this.cipher = cipher;
        this.links = links;
        this.details = details;
        this.recording = recording;
        this.clock = clock;
    }

    /** How it is said in the audit log. */
    @Component
    static class Recording {
        private final AuditRecords records;
        private final AuditTrail trail;

        Recording(AuditRecords records, AuditTrail trail) {
            this.records = records;
            this.trail = trail;
        }

        void viewed(AccountId id) {
            trail.record(records.anonymous("account.view", target(id)));
        }

        AuditRecorded changed(AccountId id) {
            return records.anonymous(CHANGE, target(id));
        }

        void refused(AccountId id) {
            trail.record(records.refused(Optional.empty(), CHANGE, target(id)));
        }

        private static Target target(AccountId id) {
            return new Target(null, id, "account", id.value());
        }
    }

    /** What came of it. */
    public enum Confirmation {
        CONFIRMED,
        WRONG_CODE,
        /** The link is not good, or not any more. */
        UNKNOWN
    }

    /** Whether the link is good. */
    public boolean isGood(String token) {
        return links.open(token).isPresent();
    }

    public Confirmation confirm(String token, String code) {
        return links.open(token)
                .map(opened -> confirm(opened.account(), opened.wanted(), code))
                .orElse(Confirmation.UNKNOWN);
    }

    private Confirmation confirm(Account account, Mailbox.Wanted wanted, String code) {
        AccountId id = account.accountId();
        if (!isTried(id, wanted)) {
            return Confirmation.UNKNOWN;
        }
        if (!cipher.codeIndex(id, code).equals(wanted.code())) {
            recording.refused(id);
            tend(id, mailbox -> mailbox.tidied(clock.instant()));
            return Confirmation.WRONG_CODE;
        }
        recording.viewed(id);
        String old = accounts.reveal(account).email();
        AuditRecorded record = recording.changed(id);
        boolean bounced = account.emailStatus() == EmailStatus.BOUNCING;
        details.keep(
                record, id, new AuditDetail.Words(Replaced.email(old), bounced ? BOUNCED : null));
        try {
            change(id, wanted, old, record);
            return Confirmation.CONFIRMED;
        } catch (DuplicateDocumentException | ProblemException notAnyMore) {
            details.drop(record.eventId());
            return Confirmation.UNKNOWN;
        }
    }

    /** Counts before the digits are looked at: whoever sends many at once has no more tries. */
    private boolean isTried(AccountId id, Mailbox.Wanted wanted) {
        var counted = new AtomicBoolean();
        tend(
                id,
                mailbox -> {
                    Mailbox next = mailbox.tried(wanted.askedAt());
                    counted.set(!next.equals(mailbox));
                    return next;
                });
        return counted.get();
    }

    private void tend(AccountId id, UnaryOperator<Mailbox> step) {
        accounts.change(id, current -> current.state().mailboxTended(step, null));
    }

    /**
     * @throws DuplicateDocumentException if another account has the address meanwhile
     * @throws ProblemException 404 if somebody else confirmed it meanwhile, or it is void
     */
    private void change(AccountId id, Mailbox.Wanted wanted, String old, AuditRecorded record) {
        String email = cipher.openWantedEmail(id, wanted);
        accounts.change(
                id,
                current -> {
                    Account account = current.state();
                    Instant now = record.time();
                    if (!account.isOpen()
                            || account.known().wantedBy(wanted.askedAt(), now) == null) {
                        throw ProblemException.notFound();
                    }
                    return account.emailChanged(
                            cipher.readdress(id, account.person(), email),
                            new ContactPointChanged(
                                    id, accounts.sealedFor(id, email), account.language(), now),
                            farewell(account, old, email, now),
                            record);
                });
    }

    /** To who has the old mailbox; none where nobody reads it or it is the same. */
    private @Nullable EmailChangeLetter farewell(
            Account account, String old, String email, Instant now) {
        return account.emailStatus() == EmailStatus.BOUNCING || old.equalsIgnoreCase(email)
                ? null
                : new EmailChangeLetter(
                        account.accountId(),
                        Kind.CHANGED,
                        accounts.sealedFor(account.accountId(), old),
                        account.language(),
                        now,
                        now.plus(Mailbox.LINK_LIVES));
    }
}
