package com.sanocrm.messaging.parent;

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
 * The mail that asks a parent. Its token, for identity-service to open, is in that mail only: it is
 * in no event and no store. It says nothing of the child.
 */
@Component
class ParentMail {
    private static final String USE = "parent-verification";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Postbox postbox;
    private final SealedAddresses seal;
    private final LinkTokens tokens;
    private final URI publicUrl;

    ParentMail(Postbox postbox, SealedAddresses seal, Keysets keysets, PlatformSettings settings) {
        this.postbox = postbox;
        this.seal = seal;
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
                        publicUrl.resolve("/api/v1/parent-verifications/" + token))
                .elsewhere();
    }

    private Optional<Address> address(ParentQuestion question, @Nullable String sealed) {
        try {
            return Optional.ofNullable(sealed)
                    .map(email -> seal.open(email, question.id().value()))
                    .map(email -> new Address(email, Locale.forLanguageTag(question.language())));
        } catch (IllegalArgumentException notForUs) {
            return Optional.empty();
        }
    }
}
