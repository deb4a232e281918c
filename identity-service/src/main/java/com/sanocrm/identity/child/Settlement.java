package com.sanocrm.identity.child;

import com.mongodb.MongoException;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.erasure.Closing;
import com.sanocrm.identity.login.LoginRefusedException;
import com.sanocrm.identity.login.Logins;
import com.sanocrm.identity.login.LoginsUnavailableException;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives account and login what a case's state means; each step may be repeated. */
@Component
class Settlement {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final ChildCases cases;
    private final Accounts accounts;
    private final Logins logins;
    private final Closing closing;
    private final AuditRecords records;

    Settlement(
            ChildCases cases,
            Accounts accounts,
            Logins logins,
            Closing closing,
            AuditRecords records) {
        this.cases = cases;
        this.accounts = accounts;
        this.logins = logins;
        this.closing = closing;
        this.records = records;
    }

    /** As far as it can be done now; the watchdog does the rest. */
    void attempt(ChildCase current) {
        AccountId account = current.accountId();
        if (account == null || current.unsettled() == null) {
            return;
        }
        try {
            settle(current, account);
            var _ = cases.change(current.id(), now -> now.settled(current.state(), cases.now()));
        } catch (LoginsUnavailableException | LoginRefusedException | MongoException later) {
            log.atWarn()
                    .addKeyValue("accountId", account.value())
                    .addKeyValue("failure", later.getClass().getSimpleName())
                    .log("A child's account waits to be locked, opened or erased");
        } catch (ProblemException gone) {
            log.atDebug().log("A case ended with its account");
        }
    }

    /** The account first: by its event every service refuses, whatever Keycloak does. */
    private void settle(ChildCase current, AccountId account) {
        var target = new Target(null, account, "account", account.value());
        switch (current.state()) {
            case QUARANTINED, PARENT_ASKED, PARENT_ANSWERED -> {
                accounts.quarantine(account, records.bySystem("account.quarantine", target));
                logins.lock(account);
            }
            case REPORTED, CONSENTED, DISMISSED -> {
                accounts.release(account, records.bySystem("account.release", target));
                logins.unlock(account);
            }
            case ERASING -> closing.begin(account);
        }
    }
}
