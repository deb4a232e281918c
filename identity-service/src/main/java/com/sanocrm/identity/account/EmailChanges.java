package com.sanocrm.identity.account;

import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EmailChangeLetter;
import com.sanocrm.contracts.events.EmailChangeLetter.Kind;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/**
 * Takes in that a person wants another address. Nobody learns here whether it has an account: the
 * answer and the work are the same, and what differs is in a mail to that address.
 */
@Component
public class EmailChanges {
    private static final int CODES = 1_000_000;

    private final Accounts accounts;
    private final PersonCipher cipher;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    EmailChanges(Accounts accounts, PersonCipher cipher, Clock clock) {
        this.accounts = accounts;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Asking {
        /**
         * @param code to be entered where the link of the mail leads
         */
        record Asked(String code, Instant expiresAt) implements Asking {
            @Override
            public String toString() {
                return "Asked[redacted]";
            }
        }

        /** The person has asked too often. */
        record TooOften(Instant again) implements Asking {}
    }

    /**
     * A new request takes the place of one that waits. The address of now may be asked for, too:
     * that its mailbox works again is confirmed in the same way.
     *
     * @throws ProblemException 404 if there is no account
     */
    public Asking ask(AccountId id, String email, AuditRecorded record) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String code = "%06d".formatted(random.nextInt(CODES));
        boolean taken =
                accounts.ownerOf(email).filter(owner -> !owner.accountId().equals(id)).isPresent();
        String sealed = accounts.sealedFor(id, email);
        var outcome = new AtomicReference<Asking>();
        accounts.change(
                id,
                current -> {
                    Account account = current.state();
                    if (account.status() != Status.ACTIVE) {
                        throw ProblemException.notFound();
                    }
                    Instant again = account.known().closedUntil(now);
                    if (again != null) {
                        outcome.set(new Asking.TooOften(again));
                        return Change.of(account);
                    }
                    var wanted =
                            Mailbox.Wanted.of(
                                    cipher.sealWantedEmail(id, email),
                                    cipher.codeIndex(id, code),
                                    now);
                    outcome.set(new Asking.Asked(code, wanted.expiresAt()));
                    return account.wantsEmail(
                            wanted,
                            new EmailChangeLetter(
                                    id,
                                    taken ? Kind.TAKEN : Kind.CONFIRMATION,
                                    sealed,
                                    account.language(),
                                    now,
                                    wanted.expiresAt()),
                            record);
                });
        return outcome.get();
    }
}
