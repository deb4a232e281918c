package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.WebhookDeliveryId;
import com.sanocrm.contracts.id.WebhookId;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.Page;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a webhook was told, how that went, and once more. */
@RestController
class DeliveryController {
    private final Partners partners;
    private final Endpoints endpoints;
    private final WebhookDeliveries deliveries;
    private final AuditRecords records;
    private final Clock clock;

    DeliveryController(
            Partners partners,
            Endpoints endpoints,
            WebhookDeliveries deliveries,
            AuditRecords records,
            Clock clock) {
        this.partners = partners;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.records = records;
        this.clock = clock;
    }

    @GetMapping("/api/v1/partners/{partnerId}/webhooks/{webhookId}/deliveries")
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "webhook-delivery.list",
            resource = "webhook-delivery",
            unrecorded = "it names nobody: types, times and outcomes")
    Page<DeliveryView> list(
            @PathVariable PartnerId partnerId,
            @PathVariable WebhookId webhookId,
            @RequestParam(required = false) @Nullable String status,
            Page.Request page,
            Caller caller) {
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        endpoints.require(partner, webhookId);
        Page<WebhookDelivery> found =
                deliveries.page(
                        webhookId,
                        status == null ? null : DeliveryView.Status.read(status).stored(),
                        page);
        return new Page<>(found.items().stream().map(DeliveryView::from).toList(), found.next());
    }

    /** Sends it again under the same id, whatever came of it before. */
    @PostMapping("/api/v1/partners/{partnerId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay")
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "webhook-delivery.replay",
            resource = "webhook-delivery")
    DeliveryView replay(
            @PathVariable PartnerId partnerId,
            @PathVariable WebhookId webhookId,
            @PathVariable WebhookDeliveryId deliveryId,
            Caller caller) {
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        endpoints.require(partner, webhookId);
        var target = new Target(partner, null, "webhook-delivery", deliveryId.value());
        return DeliveryView.from(
                deliveries.change(
                        webhookId,
                        deliveryId,
                        current -> current.replayed(clock.instant()),
                        records.success(caller, "webhook-delivery.replay", target)));
    }
}
