package com.sanocrm.messaging.parent;

import com.google.crypto.tink.HybridDecrypt;
import com.sanocrm.messaging.mail.Fact;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.crypto.Sensitive;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The mail that asks a parent. Its token, for identity-service to open, is in that mail only: it is
 * in no event and no store. It says nothing of the child.
 */
@Component
class ParentMail {
    private static final String USE = "parent-verification";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Postbox postbox;
    private final HybridDecrypt seal;
    private final LinkTokens tokens;
    private final URI publicUrl;

    ParentMail(Postbox postbox, Keysets keysets, PlatformSettings settings) {
        this.postbox = postbox;
        this.seal = keysets.unsealing("contact-private");
        this.tokens = new LinkTokens(keysets.aead("parent-link"), USE);
        this.publicUrl = settings.publicUrl();
    }

    Postbox.Outcome send(ParentQuestion question) {
        try {
            return address(question, question.sealedEmail())
                    .map(address -> postbox.handOver(mail(question, address), LONGEST))
                    .orElse(Postbox.Outcome.BOUNCED);
        } catch (Postbox.UnusableAddressException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }

    private TransactionalMail mail(ParentQuestion question, Address address) {
        var token = tokens.issue(question.id().value() + " " + question.askedAt().toEpochMilli());
        return TransactionalMail.of(
                Kind.PARENT_ASKED,
                question.accountId(),
                address,
                List.of(
                        new Fact.Day(
                                "until",
                                LocalDate.ofInstant(question.expiresAt(), ZoneOffset.UTC))),
                publicUrl.resolve("/api/v1/parent-verifications/" + token));
    }

    private Optional<Address> address(ParentQuestion question, @Nullable String sealed) {
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            byte[] context = question.id().value().getBytes(StandardCharsets.UTF_8);
            byte[] email = seal.decrypt(Base64.getDecoder().decode(sealed), context);
            return Optional.of(
                    new Address(
                            new Sensitive(new String(email, StandardCharsets.UTF_8)),
                            Locale.forLanguageTag(question.language())));
        } catch (GeneralSecurityException | IllegalArgumentException notForUs) {
            return Optional.empty();
        }
    }
}
