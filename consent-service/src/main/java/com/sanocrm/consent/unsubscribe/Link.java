package com.sanocrm.consent.unsubscribe;

import com.sanocrm.consent.choice.PersonConsent;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import java.util.Optional;

/** What an unsubscribe token holds: whose mail it was in, and what the mail was sent for. */
record Link(AccountId accountId, Purpose purpose) {

    /** Reads {@code <accountId> <purpose>}; empty for anything else. */
    static Optional<Link> parse(String content) {
        int space = content.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        try {
            var accountId = new AccountId(content.substring(0, space));
            return PersonConsent.choosable(content.substring(space + 1))
                    .map(purpose -> new Link(accountId, purpose));
        } catch (IllegalArgumentException notAnAccount) {
            return Optional.empty();
        }
    }
}
