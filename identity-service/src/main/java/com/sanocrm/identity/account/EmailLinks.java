package com.sanocrm.identity.account;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The links of mails to new addresses: messaging-service, which sends them, makes their tokens,
 * {@code <accountId> <epoch milliseconds of the request>}, and we open them.
 */
@Component
class EmailLinks {
    private static final String USE = "email-confirmation";

    private final LinkTokens tokens;
    private final Accounts accounts;
    private final Clock clock;

    EmailLinks(Keysets keysets, Accounts accounts, Clock clock) {
        this.tokens = new LinkTokens(keysets.aead("email-link"), USE);
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What a link leads to. */
    record Opened(Account account, Mailbox.Wanted wanted) {}

    /** Empty for one that is forged, altered, foreign, used, too late or replaced by another. */
    Optional<Opened> open(String token) {
        return tokens.open(token).flatMap(this::opened);
    }

    private Optional<Opened> opened(String content) {
        String[] parts = content.split(" ", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            var askedAt = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            return accounts.open(new AccountId(parts[0]))
                    .map(Stored::state)
                    .flatMap(account -> opened(account, askedAt));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private Optional<Opened> opened(Account account, Instant askedAt) {
        return Optional.ofNullable(account.known().wantedBy(askedAt, clock.instant()))
                .map(wanted -> new Opened(account, wanted));
    }
}
