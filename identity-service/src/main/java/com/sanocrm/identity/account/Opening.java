package com.sanocrm.identity.account;

import com.sanocrm.contracts.id.AccountId;

/** What became of a {@link NewAccount}. */
public sealed interface Opening {
    /** It is there, now or since an earlier attempt. */
    record Opened(Account account) implements Opening {}

    /** The address has an account already; nothing is kept of the new one. */
    record AddressTaken(AccountId owner) implements Opening {}
}
