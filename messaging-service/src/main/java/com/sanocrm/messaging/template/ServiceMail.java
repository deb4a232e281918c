package com.sanocrm.messaging.template;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.MailTemplateId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.ServiceMailId;
import com.sanocrm.messaging.mail.DueMail;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/** A mail of the service that a partner asked for. */
public record ServiceMail(
        @BsonId ServiceMailId id,
        PartnerId tenant,
        AccountId recipient,
        MailTemplateId templateId,
        @Nullable String reference,
        @Nullable LocalDate date,
        Instant createdAt,
        Delivery delivery)
        implements DueMail<ServiceMail> {
    private static final Duration TOO_OLD = Duration.ofDays(3);

    boolean isTooOld(Instant now) {
        return createdAt.plus(TOO_OLD).isBefore(now);
    }

    @Override
    public String key() {
        return id.value();
    }

    @Override
    public ServiceMail with(Delivery next) {
        return new ServiceMail(id, tenant, recipient, templateId, reference, date, createdAt, next);
    }

    @Override
    public Optional<Target> usedAddress() {
        return Optional.of(new Target(tenant, recipient, "contact-point", recipient.value()));
    }
}
