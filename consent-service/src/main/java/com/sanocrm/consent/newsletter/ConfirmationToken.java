package com.sanocrm.consent.newsletter;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Opens the tokens of confirmation mails, which messaging-service issues: {@code <subscriberId>
 * <epoch milliseconds of the request>}, for this use alone.
 */
@Component
class ConfirmationToken {
    private static final String USE = "newsletter-confirmation";

    private final LinkTokens tokens;

    ConfirmationToken(Keysets keysets) {
        this.tokens = new LinkTokens(keysets.aead("unsubscribe"), USE);
    }

    record Content(AccountId subscriber, Instant askedAt) {}

    /** Empty for a forged, altered or foreign one. */
    Optional<Content> open(String token) {
        return tokens.open(token).flatMap(ConfirmationToken::parse);
    }

    private static Optional<Content> parse(String content) {
        String[] parts = content.split(" ", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Content(
                            new AccountId(parts[0]),
                            Instant.ofEpochMilli(Long.parseLong(parts[1]))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
