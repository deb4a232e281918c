package com.sanocrm.identity.account;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.web.EntityTags;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes what is known of a person. The account has the new values only; the old ones and the
 * reason are kept with the audit record, before the account changes, so that a crash loses none.
 */
@Component
public class Correcting {
    private final Accounts accounts;
    private final AuditDetails details;
    private final AuditTrail trail;

    Correcting(Accounts accounts, AuditDetails details, AuditTrail trail) {
        this.accounts = accounts;
        this.details = details;
        this.trail = trail;
    }

    /**
     * By the person, who sees what is replaced and what stands then. A crash between the two writes
     * leaves details of a record that does not exist.
     *
     * @param view is recorded before anything is opened
     * @param record comes with the correction
     * @throws ProblemException 404 if there is no account, 412 if it is no longer as seen, 422 if
     *     the new address needs a consent that was not given
     */
    public Stored<Account> byPerson(
            AccountId id,
            @Nullable String seen,
            Corrections corrections,
            AuditRecorded view,
            AuditRecorded record) {
        Stored<Account> account = accounts.open(id).orElseThrow(ProblemException::notFound);
        EntityTags.requireMatch(seen, account.version());
        demandPossible(account, corrections);
        trail.record(view);
        keep(account, corrections, null, record);
        try {
            return accounts.correct(id, seen, corrections, record);
        } catch (ProblemException refused) {
            details.drop(record.eventId());
            throw refused;
        }
    }

    /**
     * By an approved request; once, however often it is begun: what stands there already is not
     * corrected again.
     *
     * @param record with an id that is the same each time
     */
    public void byRequest(
            AccountId id, Corrections corrections, String reason, AuditRecorded record) {
        Optional<Stored<Account>> found = accounts.open(id);
        if (found.filter(account -> differs(account, corrections)).isPresent()) {
            Stored<Account> account = found.get();
            keep(account, corrections, reason, record);
            accounts.correct(id, EntityTags.of(account.version()), corrections, record);
        }
    }

    /**
     * @throws ProblemException 404 if there is no account, 422 if it cannot have these
     */
    public void demandPossible(AccountId id, Corrections corrections) {
        demandPossible(accounts.open(id).orElseThrow(ProblemException::notFound), corrections);
    }

    private static void demandPossible(Stored<Account> account, Corrections corrections) {
        Transfer.require(corrections.address(), account.state().registrationChoices());
    }

    private boolean differs(Stored<Account> account, Corrections corrections) {
        return !corrections.equals(corrections.replacing(accounts.reveal(account.state())));
    }

    private void keep(
            Stored<Account> account,
            Corrections corrections,
            @Nullable String reason,
            AuditRecorded record) {
        Replaced replaced = Replaced.by(corrections.replacing(accounts.reveal(account.state())));
        details.keep(record, account.state().accountId(), new AuditDetail.Words(replaced, reason));
    }
}
