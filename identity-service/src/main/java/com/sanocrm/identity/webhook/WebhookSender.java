package com.sanocrm.identity.webhook;

import com.mongodb.MongoException;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.WebhookId;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.dispatch.Delivery;
import com.sanocrm.platform.outbox.Documents.UnpublishedException;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells partners what is due, each delivery at least once and under the same id in every try. Each
 * webhook has its own line: one that hangs or asks to be left alone for a while holds up nobody
 * else's; one that is gone is disabled. That something leaves is recorded with the first claim, so
 * before it does.
 */
@Component
class WebhookSender {
    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);
    private static final int AT_ONCE = 100;
    private static final double JITTER = 0.1;

    private final WebhookDeliveries deliveries;
    private final Endpoints endpoints;
    private final Partners partners;
    private final SignedPost post;
    private final AuditRecords records;
    private final Clock clock;
    private final Set<WebhookId> busy = ConcurrentHashMap.newKeySet();
    private final Map<WebhookId, Instant> leftAlone = new ConcurrentHashMap<>();
    private final ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor();

    WebhookSender(
            WebhookDeliveries deliveries,
            Endpoints endpoints,
            Partners partners,
            SignedPost post,
            AuditRecords records,
            Clock clock) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.partners = partners;
        this.post = post;
        this.records = records;
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        lines.shutdownNow();
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void work() {
        try {
            Map<WebhookId, List<WebhookDelivery>> byWebhook =
                    deliveries.due(notNow(), AT_ONCE).stream()
                            .collect(
                                    Collectors.groupingBy(
                                            WebhookDelivery::webhookId,
                                            LinkedHashMap::new,
                                            Collectors.toList()));
            byWebhook.forEach(
                    (webhook, line) -> {
                        if (busy.add(webhook)) {
                            lines.execute(() -> send(webhook, line));
                        }
                    });
        } catch (MongoException away) {
            waiting(away);
        }
    }

    /** A restart forgets who asked to be left alone: that costs one try. */
    private Set<WebhookId> notNow() {
        Instant now = clock.instant();
        leftAlone.values().removeIf(until -> !until.isAfter(now));
        var all = new HashSet<>(leftAlone.keySet());
        all.addAll(busy);
        return all;
    }

    /** One after the other, until one fails: the rest would wait as long for nothing. */
    private void send(WebhookId webhook, List<WebhookDelivery> line) {
        try {
            for (WebhookDelivery listed : line) {
                var claimed = deliveries.claim(listed, this::toRecord);
                if (claimed.isPresent() && !settle(claimed.get())) {
                    return;
                }
            }
        } catch (MongoException away) {
            waiting(away);
        } finally {
            busy.remove(webhook);
        }
    }

    private List<Event> toRecord(WebhookDelivery delivery) {
        return delivery.delivery().tries() == 0
                ? List.of(records.bySystem("webhook.deliver", delivery.target()))
                : List.of();
    }

    private boolean settle(WebhookDelivery claimed) {
        var endpoint = endpoints.active(claimed.webhookId());
        var partner = partners.withAgreement(claimed.partnerId());
        if (endpoint.isEmpty() || partner.isEmpty()) {
            deliveries.settle(
                    claimed,
                    current -> current.with(current.delivery().ended(Delivery.State.DROPPED)));
            return true;
        }
        Attempt attempt = post.deliver(endpoint.get(), partner.get(), claimed);
        if (attempt.isGone()) {
            disable(endpoint.get());
        }
        if (attempt.notBefore() != null) {
            leftAlone.put(claimed.webhookId(), attempt.notBefore());
        }
        double jitter = ThreadLocalRandom.current().nextDouble(JITTER);
        deliveries.settle(
                claimed,
                current -> current.tried(attempt, post.retries(), jitter, clock.instant()));
        return attempt.delivered();
    }

    private void disable(Endpoint gone) {
        endpoints.change(
                gone.webhookId(),
                current -> current.disabled(clock.instant()),
                records.bySystem(
                        "webhook.disable", Endpoint.target(gone.partnerId(), gone.webhookId())));
    }

    private static void waiting(MongoException away) {
        log.atWarn()
                .addKeyValue("failure", away.getClass().getSimpleName())
                .log("Webhooks wait for the store");
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void clear() {
        try {
            endpoints.clear();
        } catch (MongoException | UnpublishedException later) {
            log.atDebug().log("Removed webhooks wait");
        }
    }
}
