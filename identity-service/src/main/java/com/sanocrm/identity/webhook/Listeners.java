package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.dispatch.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which webhooks hear of an event: all that were there when it happened. The store is not asked
 * with each event of a backlog, but once a second.
 */
@Component
class Listeners {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Endpoints endpoints;
    private final WebhookDeliveries deliveries;
    private final WebhookSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final AtomicReference<Known> known =
            new AtomicReference<>(new Known(List.of(), Instant.MIN));

    private record Known(List<Endpoint> endpoints, Instant asked) {}

    Listeners(
            Endpoints endpoints,
            WebhookDeliveries deliveries,
            WebhookSettings settings,
            JsonMapper json,
            Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    boolean hasAny(HeardEvent event, Instant happened) {
        return knownAt(happened).stream().anyMatch(endpoint -> endpoint.events().contains(event));
    }

    boolean hasAny(HeardEvent event, PartnerId tenant, Instant happened) {
        return knownAt(happened).stream()
                .anyMatch(
                        endpoint ->
                                endpoint.partnerId().equals(tenant)
                                        && endpoint.events().contains(event));
    }

    void tell(
            PartnerId tenant,
            HeardEvent event,
            AccountId subject,
            Told told,
            EventMetadata metadata) {
        String body = body(event, told, metadata.time());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        knownAt(metadata.time()).stream()
                .filter(endpoint -> endpoint.partnerId().equals(tenant))
                .filter(endpoint -> endpoint.hears(event, metadata.time()))
                .forEach(
                        endpoint ->
                                deliveries.add(
                                        new WebhookDelivery(
                                                WebhookDelivery.id(
                                                        endpoint.webhookId(), metadata.id()),
                                                endpoint.webhookId(),
                                                tenant,
                                                subject,
                                                event,
                                                body,
                                                now,
                                                Delivery.due(now),
                                                settings.claim().toMillis(),
                                                List.of())));
    }

    private String body(HeardEvent event, Told told, Instant time) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", event);
        body.put("timestamp", time);
        body.put("data", told);
        return json.writeValueAsString(body);
    }

    /** All that were there when it happened, and of those made later perhaps some. */
    private List<Endpoint> knownAt(Instant happened) {
        Instant now = clock.instant();
        Known last = known.get();
        if (last.asked().isBefore(happened) || last.asked().isBefore(now.minus(FRESH))) {
            last = new Known(endpoints.all(), now);
            known.set(last);
        }
        return last.endpoints();
    }
}
