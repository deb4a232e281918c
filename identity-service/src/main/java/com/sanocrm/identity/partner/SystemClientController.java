package com.sanocrm.identity.partner;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.login.Logins;
import com.sanocrm.identity.login.LoginsUnavailableException;
import com.sanocrm.identity.login.SystemClient;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * With what a partner's software logs in. Keys change without a pause: a second client is made,
 * both get tokens, and the first is removed when nothing uses it any more.
 */
@RestController
class SystemClientController {
    private static final int MOST = 3;

    private final Partners partners;
    private final Logins logins;
    private final AuditRecords records;

    SystemClientController(Partners partners, Logins logins, AuditRecords records) {
        this.partners = partners;
        this.logins = logins;
        this.records = records;
    }

    /** The only answer that holds the secret. */
    record NewClient(String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "NewClient[" + clientId + "]";
        }
    }

    record Clients(List<String> clientIds) {}

    @GetMapping("/api/v1/partners/{partnerId}/system-clients")
    @Access(
            roles = Role.PARTNER_ADMIN,
            action = "system-client.view",
            resource = "system-client",
            unrecorded = "names of a partner's own software are about nobody")
    Clients list(@PathVariable PartnerId partnerId, Caller caller) {
        return new Clients(partners.of(caller, partnerId).systemClients());
    }

    @PostMapping("/api/v1/partners/{partnerId}/system-clients")
    @Access(roles = Role.PARTNER_ADMIN, action = "system-client.create", resource = "system-client")
    @ResponseStatus(HttpStatus.CREATED)
    NewClient create(@PathVariable PartnerId partnerId, NewResource created, Caller caller) {
        Partner partner = partners.of(caller, partnerId);
        String clientId = partnerId.value() + "." + created.uuid();
        if (!partner.systemClients().contains(clientId)) {
            if (partner.systemClients().size() >= MOST) {
                throw new ProblemException(
                        ProblemType.CONFLICT, "Remove a client that nothing uses any more.");
            }
            partners.change(
                    partnerId,
                    current -> current.withClient(clientId),
                    records.success(caller, "system-client.create", target(partnerId)));
        }
        SystemClient client =
                reached(
                        () ->
                                logins.ensureSystemClient(
                                        clientId,
                                        partnerId,
                                        partner.systemAccountId(),
                                        partner.name()));
        return new NewClient(client.clientId(), client.secret().reveal());
    }

    @DeleteMapping("/api/v1/partners/{partnerId}/system-clients/{clientId}")
    @Access(roles = Role.PARTNER_ADMIN, action = "system-client.remove", resource = "system-client")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable PartnerId partnerId, @PathVariable String clientId, Caller caller) {
        Partner partner = partners.of(caller, partnerId);
        if (!partner.systemClients().contains(clientId)) {
            throw ProblemException.notFound();
        }
        if (partner.systemClients().size() == 1) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "It is the only one: make another before.");
        }
        reached(
                () -> {
                    logins.removeSystemClient(clientId);
                    return clientId;
                });
        partners.change(
                partnerId,
                current -> current.withoutClient(clientId),
                records.success(caller, "system-client.remove", target(partnerId)));
    }

    private static <T> T reached(Supplier<T> call) {
        try {
            return call.get();
        } catch (LoginsUnavailableException away) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "Keycloak is away. Repeat with the same Idempotency-Key.");
        }
    }

    private static Target target(PartnerId partner) {
        return new Target(partner, null, "system-client", partner.value());
    }
}
