package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.WebhookDeliveryId;
import com.sanocrm.contracts.id.WebhookId;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import com.sanocrm.platform.dispatch.Delivery.State;
import com.sanocrm.platform.dispatch.Due;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Something that a partner is told.
 *
 * @param subject whom it is about
 * @param body as it is signed and sent: ids, enumerated values and times
 * @param patienceMillis longer than a try can take
 * @param attempts the last ones
 */
public record WebhookDelivery(
        @BsonId WebhookDeliveryId id,
        WebhookId webhookId,
        PartnerId partnerId,
        AccountId subject,
        HeardEvent event,
        String body,
        Instant createdAt,
        Delivery delivery,
        long patienceMillis,
        List<Attempt> attempts)
        implements Due<WebhookDelivery> {
    private static final int ATTEMPTS_KEPT = 12;

    public WebhookDelivery {
        attempts = List.copyOf(attempts);
    }

    /** The same for the same event and webhook, so that an event that comes twice is told once. */
    static WebhookDeliveryId id(WebhookId webhook, String eventId) {
        return new WebhookDeliveryId(
                WebhookDeliveryId.PREFIX
                        + "_"
                        + UUID.nameUUIDFromBytes(
                                (webhook.value() + "|" + eventId)
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String key() {
        return id.value();
    }

    @Override
    public Duration patience() {
        return Duration.ofMillis(patienceMillis);
    }

    @Override
    public WebhookDelivery with(Delivery next) {
        return of(next, attempts);
    }

    /**
     * @param retries how long to wait after each failed try; the receiver may ask for longer
     * @param jitter a part of the wait that comes on top, so that not all come at once
     */
    WebhookDelivery tried(Attempt attempt, List<Duration> retries, double jitter, Instant now) {
        var all = new ArrayList<>(attempts);
        all.add(attempt);
        List<Attempt> kept = all.subList(Math.max(0, all.size() - ATTEMPTS_KEPT), all.size());
        if (attempt.delivered()) {
            return of(delivery.ended(State.SENT), kept);
        }
        if (attempt.isGone() || delivery.tries() > retries.size()) {
            return of(delivery.ended(State.BOUNCED), kept);
        }
        Duration wait = retries.get(delivery.tries() - 1);
        Instant next = now.plus(wait);
        if (attempt.notBefore() != null && attempt.notBefore().isAfter(next)) {
            next = attempt.notBefore();
        }
        return of(delivery.again(next.plusMillis(Math.round(wait.toMillis() * jitter))), kept);
    }

    /** From the beginning, under the same id; one that waits is due at once. */
    WebhookDelivery replayed(Instant now) {
        return of(Delivery.due(now), attempts);
    }

    Target target() {
        return new Target(partnerId, subject, "webhook-delivery", id.value());
    }

    private WebhookDelivery of(Delivery next, List<Attempt> tries) {
        return new WebhookDelivery(
                id,
                webhookId,
                partnerId,
                subject,
                event,
                body,
                createdAt,
                next,
                patienceMillis,
                tries);
    }
}
