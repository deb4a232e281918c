package com.sanocrm.identity.account;

import com.mongodb.MongoException;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.login.LoginRefusedException;
import com.sanocrm.identity.login.Logins;
import com.sanocrm.identity.login.LoginsUnavailableException;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import com.sanocrm.platform.crypto.Sensitive;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives Keycloak the new address of each account that has one, however long Keycloak is away, and
 * forgets addresses that nobody confirmed in time. Each attempt may be cut off anywhere and be
 * repeated, also by two at once: whoever gave an address that is not the account's any more has it
 * given again.
 */
@Component
class MailboxUpkeep {
    private static final Logger log = LoggerFactory.getLogger(MailboxUpkeep.class);
    private static final int AT_ONCE = 20;

    private final Accounts accounts;
    private final PersonCipher cipher;
    private final Logins logins;
    private final AuditRecords records;
    private final Clock clock;
    private final Set<AccountId> refused = ConcurrentHashMap.newKeySet();

    MailboxUpkeep(
            Accounts accounts,
            PersonCipher cipher,
            Logins logins,
            AuditRecords records,
            Clock clock) {
        this.accounts = accounts;
        this.cipher = cipher;
        this.logins = logins;
        this.records = records;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        try {
            accounts.toTend(clock.instant(), refused, AT_ONCE).forEach(this::tendOrGiveUp);
        } catch (LoginsUnavailableException | MongoException later) {
            log.atDebug().log("New addresses wait");
        }
    }

    private void tendOrGiveUp(Account account) {
        try {
            tend(account);
        } catch (LoginRefusedException | UndecipherableException no) {
            if (accounts.isAnotherLoginBehind(account.accountId())) {
                return;
            }
            refused.add(account.accountId());
            log.atError()
                    .addKeyValue("accountId", account.accountId().value())
                    .addKeyValue("failure", no.getClass().getSimpleName())
                    .log("A login cannot get its new address; it keeps the old one");
        }
    }

    private void tend(Account account) {
        AccountId id = account.accountId();
        Instant now = clock.instant();
        if (!account.known().loginBehind()) {
            accounts.change(
                    id, current -> current.state().mailboxTended(box -> box.tidied(now), null));
            return;
        }
        String email = cipher.openEmail(account).reveal().toLowerCase(Locale.ROOT);
        logins.readdress(id, new Sensitive(email));
        var record =
                records.bySystem(
                        "account.change-login",
                        new Target(account.place().staffOf(), id, "account", id.value()));
        Instant given = account.known().since();
        accounts.change(
                id, current -> current.state().mailboxTended(box -> box.loginHas(given), record));
    }
}
