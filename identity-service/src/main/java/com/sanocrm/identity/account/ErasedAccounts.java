package com.sanocrm.identity.account;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.login.Logins;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.erasure.PersonalData;
import org.springframework.stereotype.Component;

/** The account's part in an erasure: closed, its keys destroyed; then login and account removed. */
@Component
class ErasedAccounts implements PersonalData {
    private final Accounts accounts;
    private final PersonCipher cipher;
    private final Logins logins;
    private final AuditRecords records;

    ErasedAccounts(Accounts accounts, PersonCipher cipher, Logins logins, AuditRecords records) {
        this.accounts = accounts;
        this.cipher = cipher;
        this.logins = logins;
        this.records = records;
    }

    @Override
    public void shut(AccountId person) {
        var target = new Target(null, person, "account", person.value());
        accounts.close(person, records.bySystem("account.close", target));
        cipher.erase(person);
    }

    @Override
    public long erase(AccountId person) {
        return logins.remove(person) + accounts.remove(person);
    }
}
