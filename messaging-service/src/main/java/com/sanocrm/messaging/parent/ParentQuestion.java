package com.sanocrm.messaging.parent;

import com.sanocrm.contracts.events.ParentAsked;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.messaging.mail.DueMail;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * That a parent is to be asked; the newest question of a case takes the place of the one before.
 *
 * @param accountId the child's
 * @param sealedEmail as it came; null once the mail is gone
 * @param language BCP 47
 * @param askedAt names the question
 */
public record ParentQuestion(
        @BsonId ChildCaseId id,
        AccountId accountId,
        @Nullable String sealedEmail,
        String language,
        Instant askedAt,
        Instant expiresAt,
        Delivery delivery)
        implements DueMail<ParentQuestion> {
    static ParentQuestion from(ParentAsked event) {
        return new ParentQuestion(
                event.caseId(),
                event.accountId(),
                event.sealedEmail(),
                event.language(),
                event.askedAt(),
                event.expiresAt(),
                Delivery.due(event.askedAt()));
    }

    boolean isTooLate(Instant now) {
        return !now.isBefore(expiresAt);
    }

    @Override
    public String key() {
        return id.value();
    }

    @Override
    public ParentQuestion with(Delivery next) {
        return new ParentQuestion(
                id,
                accountId,
                next.state() == Delivery.State.WAITING ? sealedEmail : null,
                language,
                askedAt,
                expiresAt,
                next);
    }

    @Override
    public Optional<Target> usedAddress() {
        return Optional.of(new Target(null, accountId, "contact-point", id.value()));
    }
}
