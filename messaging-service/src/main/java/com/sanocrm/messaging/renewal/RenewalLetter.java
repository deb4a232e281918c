package com.sanocrm.messaging.renewal;

import com.sanocrm.contracts.events.EmailChangeLetter;
import com.sanocrm.contracts.events.EmailChangeLetter.Kind;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.DueMail;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A mail to the new or to the old address of a person; a newer one takes the place of the one
 * before.
 *
 * @param sealedEmail as it came; null once the mail is gone
 * @param language BCP 47
 * @param askedAt names the request to change
 */
public record RenewalLetter(
        @BsonId String id,
        AccountId accountId,
        Kind kind,
        @Nullable String sealedEmail,
        String language,
        Instant askedAt,
        Instant expiresAt,
        Delivery delivery)
        implements DueMail<RenewalLetter> {
    static RenewalLetter from(EmailChangeLetter event, Instant now) {
        return new RenewalLetter(
                idOf(event),
                event.accountId(),
                event.kind(),
                event.sealedEmail(),
                event.language(),
                event.askedAt(),
                event.expiresAt(),
                Delivery.due(now));
    }

    static String idOf(EmailChangeLetter event) {
        return event.accountId() + "|" + (event.kind() == Kind.CHANGED ? "old" : "new");
    }

    boolean isTooLate(Instant now) {
        return !now.isBefore(expiresAt);
    }

    @Override
    public String key() {
        return id;
    }

    @Override
    public RenewalLetter with(Delivery next) {
        return new RenewalLetter(
                id,
                accountId,
                kind,
                next.state() == Delivery.State.WAITING ? sealedEmail : null,
                language,
                askedAt,
                expiresAt,
                next);
    }

    @Override
    public Optional<Target> usedAddress() {
        return Optional.of(new Target(null, accountId, "contact-point", accountId.value()));
    }
}
