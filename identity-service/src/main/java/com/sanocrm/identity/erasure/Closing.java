package com.sanocrm.identity.erasure;

import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.relationship.CareRelationships;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.erasure.ErasureLedger;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Caller;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How an account comes to its end: the same way whoever asks for it. */
@Component
public class Closing implements ErasureLedger.Recall {
    private final Accounts accounts;
    private final CareRelationships relationships;
    private final RetentionRules rules;
    private final Erasures erasures;
    private final AuditRecords records;

    Closing(
            Accounts accounts,
            CareRelationships relationships,
            RetentionRules rules,
            Erasures erasures,
            AuditRecords records) {
        this.accounts = accounts;
        this.relationships = relationships;
        this.rules = rules;
        this.erasures = erasures;
        this.records = records;
    }

    /**
     * Closes the account and begins its erasure, or answers the one that is under way. First the
     * erasure is written, then the account closed: after a crash in between the erasure closes it.
     *
     * @throws ProblemException 404 if there is no such account and never was
     */
    Erasure close(AccountId account, Caller caller) {
        Optional<Erasure> known = erasures.find(ErasureId.of(account));
        if (known.isPresent() && known.get().isCompleted()) {
            return known.get();
        }
        if (known.isEmpty() && accounts.find(account).isEmpty()) {
            throw ProblemException.notFound();
        }
        var target = new Target(caller.partnerId(), account, "account", account.value());
        Erasure erasure =
                erasures.request(
                        account, kept(account), records.success(caller, "erasure.request", target));
        close(account);
        return erasure;
    }

    /** As {@link #close}, for the part of a request that asks for it. */
    public ErasureId begin(AccountId account, Caller caller) {
        return close(account, caller).id();
    }

    /** As {@link #close}, when a time is up and nobody asks; without an account it is nothing. */
    public void begin(AccountId account) {
        if (accounts.find(account).isPresent()) {
            var target = new Target(null, account, "account", account.value());
            var _ =
                    erasures.request(
                            account, kept(account), records.bySystem("erasure.request", target));
            close(account);
        }
    }

    /** The ledger knows an erasure that this store does not: it is run to its certificate. */
    @Override
    public void lost(ErasureOrdered order) {
        AccountId account = order.accountId();
        if (erasures.find(order.erasureId()).isEmpty()) {
            var target = new Target(null, account, "account", account.value());
            erasures.recall(order, kept(account), records.bySystem("erasure.recall", target));
            close(account);
        }
    }

    /** Nobody sees the account any more; a repeat changes nothing. */
    void close(AccountId account) {
        var target = new Target(null, account, "account", account.value());
        accounts.close(account, records.bySystem("account.close", target));
    }

    List<RetentionRules.DataClass> erased(AccountId account) {
        return rules.erased(relationships.hasAny(account));
    }

    /** What would stay, or stays, of somebody who is erased today. */
    List<Erasure.Kept> kept(AccountId account) {
        return rules.kept(
                relationships.hasAny(account), LocalDate.ofInstant(erasures.now(), ZoneOffset.UTC));
    }
}
