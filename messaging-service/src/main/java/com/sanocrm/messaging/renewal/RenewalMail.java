package com.sanocrm.messaging.renewal;

import com.sanocrm.messaging.mail.Fact;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.messaging.people.SealedAddresses;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The mails themselves. The token that confirms an address, for identity-service to open, is in the
 * mail to that address only: it is in no event and no store. None says whose account it is.
 */
@Component
class RenewalMail {
    private static final String USE = "email-confirmation";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Postbox postbox;
    private final SealedAddresses seal;
    private final LinkTokens tokens;
    private final URI publicUrl;

    RenewalMail(Postbox postbox, SealedAddresses seal, Keysets keysets, PlatformSettings settings) {
        this.postbox = postbox;
        this.seal = seal;
        this.tokens = new LinkTokens(keysets.aead("email-link"), USE);
        this.publicUrl = settings.publicUrl();
    }

    Postbox.Outcome send(RenewalLetter letter) {
        try {
            return address(letter, letter.sealedEmail())
                    .map(address -> postbox.handOver(mail(letter, address), LONGEST))
                    .orElse(Postbox.Outcome.BOUNCED);
        } catch (Postbox.UnusableAddressException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }

    private TransactionalMail mail(RenewalLetter letter, Address address) {
        return switch (letter.kind()) {
            case CONFIRMATION -> of(Kind.EMAIL_CONFIRMATION, letter, address, link(letter));
            case TAKEN -> of(Kind.EMAIL_TAKEN, letter, address, null);
            case CHANGED -> of(Kind.EMAIL_CHANGED, letter, address, publicUrl.resolve("/"));
        };
    }

    private static TransactionalMail of(
            Kind kind, RenewalLetter letter, Address address, @Nullable URI target) {
        var until = new Fact.Day("until", LocalDate.ofInstant(letter.expiresAt(), ZoneOffset.UTC));
        return TransactionalMail.of(kind, letter.accountId(), address, List.of(until), target)
                .elsewhere();
    }

    private URI link(RenewalLetter letter) {
        String token =
                tokens.issue(letter.accountId().value() + " " + letter.askedAt().toEpochMilli());
        return publicUrl.resolve("/api/v1/email-confirmations/" + token);
    }

    private Optional<Address> address(RenewalLetter letter, @Nullable String sealed) {
        try {
            return Optional.ofNullable(sealed)
                    .map(email -> seal.open(email, letter.accountId().value()))
                    .map(email -> new Address(email, Locale.forLanguageTag(letter.language())));
        } catch (IllegalArgumentException notForUs) {
            return Optional.empty();
        }
    }
}
