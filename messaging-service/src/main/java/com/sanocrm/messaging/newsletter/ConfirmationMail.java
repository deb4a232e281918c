package com.sanocrm.messaging.newsletter;

import com.sanocrm.messaging.mail.Fact;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The mail that asks whether it was the mailbox's owner who entered the address. Its token, for
 * consent-service to open, is in that mail only: it is in no event and no store.
 */
@Component
class ConfirmationMail {
    private static final String USE = "newsletter-confirmation";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final ContactPoints contactPoints;
    private final Postbox postbox;
    private final LinkTokens tokens;
    private final URI publicUrl;

    ConfirmationMail(
            ContactPoints contactPoints,
            Postbox postbox,
            Keysets keysets,
            PlatformSettings settings) {
        this.contactPoints = contactPoints;
        this.postbox = postbox;
        this.tokens = new LinkTokens(keysets.aead("unsubscribe"), USE);
        this.publicUrl = settings.publicUrl();
    }

    Postbox.Outcome send(Subscriber subscriber) {
        try {
            return contactPoints
                    .addressOf(subscriber.id())
                    .map(address -> postbox.handOver(mail(subscriber, address), LONGEST))
                    .orElse(Postbox.Outcome.BOUNCED);
        } catch (Postbox.UnusableAddressException | UndecipherableException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }

    private TransactionalMail mail(Subscriber subscriber, Address address) {
        var token =
                tokens.issue(subscriber.id().value() + " " + subscriber.askedAt().toEpochMilli());
        return TransactionalMail.of(
                Kind.NEWSLETTER_CONFIRMATION,
                subscriber.id(),
                address,
                List.of(
                        new Fact.Day(
                                "until",
                                LocalDate.ofInstant(subscriber.expiresAt(), ZoneOffset.UTC))),
                publicUrl.resolve("/api/v1/newsletter/confirmations/" + token));
    }
}
