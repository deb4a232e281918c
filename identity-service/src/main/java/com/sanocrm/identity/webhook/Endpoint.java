package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.WebhookId;
import com.sanocrm.platform.audit.AuditRecords.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Where a partner wants to be told, and of what.
 *
 * @param former the secret before this one
 * @param disabledAt when its receiver said that it is gone for good; null while it is not
 */
public record Endpoint(
        @BsonId WebhookId webhookId,
        PartnerId partnerId,
        Status status,
        String url,
        List<HeardEvent> events,
        Binary secret,
        @Nullable Former former,
        Instant createdAt,
        @Nullable Instant disabledAt) {
    public Endpoint {
        events = List.copyOf(events);
    }

    public enum Status {
        ACTIVE,
        /**
         * Its receiver answered 410: nothing is sent and noted until the partner says otherwise.
         */
        DISABLED,
        REMOVED
    }

    /**
     * A secret that signs for a while beside the new one.
     *
     * @param replacedBy the request that made the new one: a repeat of it makes no other
     */
    public record Former(Binary secret, Instant until, String replacedBy) {}

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    boolean isThere() {
        return status != Status.REMOVED;
    }

    /** The secrets that hold, the newest first. */
    List<Binary> secretsAt(Instant now) {
        var holding = new ArrayList<>(List.of(secret));
        if (former != null && now.isBefore(former.until())) {
            holding.add(former.secret());
        }
        return holding;
    }

    /** This secret becomes the former; what was the former before signs no more. */
    Endpoint rotated(String request, Binary next, Instant now, Duration overlap) {
        return former != null && former.replacedBy().equals(request)
                ? this
                : of(
                        status,
                        next,
                        new Former(
                                secret, now.plus(overlap).truncatedTo(ChronoUnit.MILLIS), request),
                        disabledAt);
    }

    Endpoint removed() {
        return of(Status.REMOVED, secret, former, disabledAt);
    }

    /** A removed one stays removed. */
    Endpoint disabled(Instant now) {
        return isActive()
                ? of(Status.DISABLED, secret, former, now.truncatedTo(ChronoUnit.MILLIS))
                : this;
    }

    /** Hears again, of what happens from now on. */
    Endpoint enabled() {
        return status == Status.DISABLED ? of(Status.ACTIVE, secret, former, null) : this;
    }

    boolean hears(HeardEvent event, Instant at) {
        return isActive() && events.contains(event) && !at.isBefore(createdAt);
    }

    static Target target(PartnerId partner, WebhookId webhook) {
        return new Target(partner, null, "webhook", webhook.value());
    }

    private Endpoint of(
            Status next, Binary current, @Nullable Former before, @Nullable Instant disabled) {
        return new Endpoint(
                webhookId, partnerId, next, url, events, current, before, createdAt, disabled);
    }
}
