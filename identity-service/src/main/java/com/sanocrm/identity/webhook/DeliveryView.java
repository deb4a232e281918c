package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.id.WebhookDeliveryId;
import com.sanocrm.platform.dispatch.Delivery;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery has gone.
 *
 * @param deliveryId the {@code webhook-id}, the same in every try
 * @param nextTryAt null when there will be none
 */
record DeliveryView(
        WebhookDeliveryId deliveryId,
        HeardEvent event,
        Status status,
        Instant createdAt,
        @Nullable Instant nextTryAt,
        List<Attempt> attempts) {
    enum Status {
        WAITING,
        DELIVERED,
        /** Tried for days in vain; it can be replayed. */
        DEAD,
        /** The webhook was removed, or the agreement has ended. */
        DROPPED;

        static Status of(Delivery delivery) {
            return switch (delivery.state()) {
                case WAITING -> WAITING;
                case SENT -> DELIVERED;
                case BOUNCED -> DEAD;
                case DROPPED -> DROPPED;
            };
        }

        /** The status of that wire name. */
        static Status read(String status) {
            return Arrays.stream(values())
                    .filter(one -> WireJson.wireName(one).equals(status))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    ProblemException.invalid(
                                            "/status", "waiting, delivered, dead or dropped."));
        }

        Delivery.State stored() {
            return switch (this) {
                case WAITING -> Delivery.State.WAITING;
                case DELIVERED -> Delivery.State.SENT;
                case DEAD -> Delivery.State.BOUNCED;
                case DROPPED -> Delivery.State.DROPPED;
            };
        }
    }

    static DeliveryView from(WebhookDelivery delivery) {
        Status status = Status.of(delivery.delivery());
        return new DeliveryView(
                delivery.id(),
                delivery.event(),
                status,
                delivery.createdAt(),
                status == Status.WAITING ? delivery.delivery().nextTry() : null,
                delivery.attempts());
    }
}
