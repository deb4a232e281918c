package com.sanocrm.identity.account;

import com.mongodb.MongoException;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.login.Login;
import com.sanocrm.identity.login.LoginRefusedException;
import com.sanocrm.identity.login.Logins;
import com.sanocrm.identity.login.LoginsUnavailableException;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import com.sanocrm.platform.crypto.Sensitive;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes pending accounts able to log in: at once while somebody waits, else later by itself, until
 * it is done. Each attempt may be cut off anywhere and be repeated.
 */
@Component
public class Provisioning {
    private static final Logger log = LoggerFactory.getLogger(Provisioning.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /* Younger ones are with the request that opened them. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(5);
    private static final int AT_ONCE = 20;

    private final Accounts accounts;
    private final PersonCipher cipher;
    private final Logins logins;
    private final AuditRecords records;
    private final Clock clock;
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<AccountId> refused = ConcurrentHashMap.newKeySet();

    Provisioning(
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

    @PreDestroy
    void close() {
        attempts.shutdownNow();
    }

    /** Where the account is after at most 3 s. */
    public Status attempt(Account account) {
        return account.status() == Status.PENDING
                ? inTime(() -> complete(account))
                : account.status();
    }

    /** What {@link #attempt} would answer for a new account, after the same work. */
    public Status rehearse(Sensitive password) {
        return inTime(
                () -> {
                    logins.rehearse(password);
                    return Status.ACTIVE;
                });
    }

    private Status inTime(Callable<Status> attempt) {
        try {
            return attempts.submit(attempt).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException later) {
            return Status.PENDING;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Status.PENDING;
        } catch (ExecutionException failure) {
            return switch (failure.getCause()) {
                case LoginsUnavailableException away -> Status.PENDING;
                case LoginRefusedException no -> Status.PENDING;
                case MongoException away -> Status.PENDING;
                case null, default -> throw new IllegalStateException(failure.getCause());
            };
        }
    }

    private Status complete(Account account) {
        AccountId id = account.accountId();
        Account.FirstLogin first = account.firstLogin();
        if (first == null) {
            return account.status();
        }
        String email = cipher.openEmail(account).reveal().toLowerCase(Locale.ROOT);
        logins.ensure(
                new Login(
                        id,
                        account.place().staffOf(),
                        Set.copyOf(account.place().roles()),
                        new Sensitive(email),
                        cipher.openPassword(id, first.password()),
                        first.mustChangePassword()));
        var target = new Target(account.place().staffOf(), id, "account", id.value());
        Status status =
                accounts.activate(id, records.bySystem("account.activate", target)).status();
        if (status == Status.QUARANTINED) {
            logins.lock(id);
        }
        return status;
    }

    @Scheduled(fixedDelayString = "PT2S")
    void completeWhatWaits() {
        try {
            for (Account account :
                    accounts.pending(clock.instant().minus(LEFT_BEHIND), refused, AT_ONCE)) {
                completeOrGiveUp(account);
            }
        } catch (LoginsUnavailableException | MongoException later) {
            log.atDebug().log("Pending accounts wait");
        }
    }

    private void completeOrGiveUp(Account account) {
        try {
            complete(account);
        } catch (LoginRefusedException | UndecipherableException no) {
            if (accounts.isAnotherLoginBehind(account.accountId())) {
                return;
            }
            refused.add(account.accountId());
            log.atError()
                    .addKeyValue("accountId", account.accountId().value())
                    .addKeyValue("failure", no.getClass().getSimpleName())
                    .log("An account cannot get a login; it stays pending until a restart");
        }
    }
}
