package com.sanocrm.identity.account;

import com.sanocrm.contracts.events.AccountChanged.Sex;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.crypto.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * The command to open an account.
 *
 * @param record that it was opened, by whom
 */
public record NewAccount(
        AccountId accountId,
        Account.Place place,
        Person person,
        @Nullable Sex sex,
        @Nullable Sensitive socialSecurityNumber,
        Account.@Nullable Acceptance acceptance,
        Password password,
        AuditRecorded record) {
    /**
     * @param mustChange whether the first login asks for another
     */
    public record Password(Sensitive value, boolean mustChange) {}
}
