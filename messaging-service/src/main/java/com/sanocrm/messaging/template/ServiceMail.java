package com.sanocrm.messaging.template;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.MailTemplateId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.ServiceMailId;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A mail of the service that a partner asked for.
 *
 * <pre>
 * WAITING --sent--&gt; SENT
 *         --refused by the mail server for good--&gt; BOUNCED
 *         --care ended, or too old--&gt; DROPPED
 * </pre>
 *
 * @param nextTry a claimed mail's is later, so that others leave it alone meanwhile
 */
public record ServiceMail(
        @BsonId ServiceMailId id,
        PartnerId tenant,
        AccountId recipient,
        MailTemplateId templateId,
        @Nullable String reference,
        @Nullable LocalDate date,
        State state,
        Instant createdAt,
        Instant nextTry) {
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration TOO_OLD = Duration.ofDays(3);

    public enum State {
        WAITING,
        SENT,
        BOUNCED,
        DROPPED
    }

    boolean isDue(Instant now) {
        return state == State.WAITING && !nextTry.isAfter(now);
    }

    boolean isTooOld(Instant now) {
        return createdAt.plus(TOO_OLD).isBefore(now);
    }

    /** The use of the address is recorded with the claim. */
    Change<ServiceMail> claim(Instant now, AuditRecorded record) {
        return Change.of(with(State.WAITING, now.plus(RETRY)), record);
    }

    Change<ServiceMail> settled(State outcome) {
        return Change.of(with(outcome, nextTry));
    }

    private ServiceMail with(State next, Instant nextTryAt) {
        return new ServiceMail(
                id, tenant, recipient, templateId, reference, date, next, createdAt, nextTryAt);
    }
}
