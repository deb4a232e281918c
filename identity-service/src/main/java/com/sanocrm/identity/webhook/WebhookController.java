package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.WebhookId;
import com.sanocrm.identity.partner.Partner;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A partner's webhooks and their secrets. */
@RestController
class WebhookController {
    private static final String UNRECORDED = "a partner's own settings are about nobody";

    private final Partners partners;
    private final Endpoints endpoints;
    private final EndpointSecrets secrets;
    private final WebhookSettings settings;
    private final AuditRecords records;
    private final Clock clock;

    WebhookController(
            Partners partners,
            Endpoints endpoints,
            EndpointSecrets secrets,
            WebhookSettings settings,
            AuditRecords records,
            Clock clock) {
        this.partners = partners;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.settings = settings;
        this.records = records;
        this.clock = clock;
    }

    record NewWebhook(@NotNull String url, @NotNull @NotEmpty Set<@NotNull HeardEvent> events) {}

    /**
     * @param status disabled since its receiver answered 410 Gone, at {@code disabledAt}
     * @param formerSecretUntil until when the secret before this one signs too
     */
    record WebhookView(
            WebhookId webhookId,
            String url,
            List<HeardEvent> events,
            Endpoint.Status status,
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable Instant formerSecretUntil) {
        static WebhookView from(Endpoint endpoint, Instant now) {
            return new WebhookView(
                    endpoint.webhookId(),
                    endpoint.url(),
                    endpoint.events(),
                    endpoint.status(),
                    endpoint.createdAt(),
                    endpoint.disabledAt(),
                    endpoint.former() != null && now.isBefore(endpoint.former().until())
                            ? endpoint.former().until()
                            : null);
        }
    }

    /** The only answers that hold a secret: to who makes or changes it. */
    record WebhookWithSecret(WebhookView webhook, String secret) {
        @Override
        public String toString() {
            return "WebhookWithSecret[" + webhook.webhookId() + "]";
        }
    }

    @PostMapping("/api/v1/partners/{partnerId}/webhooks")
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "webhook.create",
            resource = "webhook")
    @ResponseStatus(HttpStatus.CREATED)
    WebhookWithSecret create(
            @PathVariable PartnerId partnerId,
            @Valid @RequestBody NewWebhook asked,
            NewResource created,
            Caller caller) {
        Partner partner = partners.of(caller, partnerId);
        ReceiverUrl url = ReceiverUrl.of(asked.url(), settings.local());
        WebhookId id = created.id(WebhookId.PREFIX, WebhookId::new);
        Endpoint endpoint =
                endpoints.create(
                        new Endpoint(
                                id,
                                partnerId,
                                Endpoint.Status.ACTIVE,
                                url.uri().toString(),
                                asked.events().stream().sorted().toList(),
                                secrets.newSecret(partnerId, partner.systemAccountId(), id),
                                null,
                                now(),
                                null),
                        records.success(caller, "webhook.create", Endpoint.target(partnerId, id)));
        return withSecret(endpoint, partner);
    }

    @GetMapping("/api/v1/partners/{partnerId}/webhooks")
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "webhook.list",
            resource = "webhook",
            unrecorded = UNRECORDED)
    Page<WebhookView> list(@PathVariable PartnerId partnerId, Page.Request page, Caller caller) {
        Instant now = now();
        Page<Endpoint> found = endpoints.page(partners.of(caller, partnerId).partnerId(), page);
        return new Page<>(
                found.items().stream().map(one -> WebhookView.from(one, now)).toList(),
                found.next());
    }

    @GetMapping("/api/v1/partners/{partnerId}/webhooks/{webhookId}")
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "webhook.view",
            resource = "webhook",
            unrecorded = UNRECORDED)
    WebhookView view(
            @PathVariable PartnerId partnerId, @PathVariable WebhookId webhookId, Caller caller) {
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        return WebhookView.from(endpoints.require(partner, webhookId), now());
    }

    @DeleteMapping("/api/v1/partners/{partnerId}/webhooks/{webhookId}")
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "webhook.remove",
            resource = "webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable PartnerId partnerId, @PathVariable WebhookId webhookId, Caller caller) {
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        endpoints.require(partner, webhookId);
        endpoints.change(
                webhookId,
                Endpoint::removed,
                records.success(caller, "webhook.remove", Endpoint.target(partner, webhookId)));
    }

    /** Tells it again, of what happens from now on; what was left out can be replayed. */
    @PostMapping("/api/v1/partners/{partnerId}/webhooks/{webhookId}/enable")
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "webhook.enable",
            resource = "webhook")
    WebhookView enable(
            @PathVariable PartnerId partnerId, @PathVariable WebhookId webhookId, Caller caller) {
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        endpoints.require(partner, webhookId);
        return WebhookView.from(
                endpoints.change(
                        webhookId,
                        Endpoint::enabled,
                        records.success(
                                caller, "webhook.enable", Endpoint.target(partner, webhookId))),
                now());
    }

    /** The former secret signs too for a day, so that the receiver can change in its own time. */
    @PostMapping("/api/v1/partners/{partnerId}/webhooks/{webhookId}/secrets")
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "webhook.rotate-secret",
            resource = "webhook")
    @ResponseStatus(HttpStatus.CREATED)
    WebhookWithSecret rotate(
            @PathVariable PartnerId partnerId,
            @PathVariable WebhookId webhookId,
            NewResource created,
            Caller caller) {
        Partner partner = partners.of(caller, partnerId);
        endpoints.require(partnerId, webhookId);
        var next = secrets.newSecret(partnerId, partner.systemAccountId(), webhookId);
        Endpoint rotated =
                endpoints.change(
                        webhookId,
                        current ->
                                current.rotated(
                                        created.uuid().toString(),
                                        next,
                                        now(),
                                        settings.rotation()),
                        records.success(
                                caller,
                                "webhook.rotate-secret",
                                Endpoint.target(partnerId, webhookId)));
        return withSecret(rotated, partner);
    }

    private WebhookWithSecret withSecret(Endpoint endpoint, Partner partner) {
        return new WebhookWithSecret(
                WebhookView.from(endpoint, now()),
                secrets.open(endpoint, partner.systemAccountId(), endpoint.secret()).reveal());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
