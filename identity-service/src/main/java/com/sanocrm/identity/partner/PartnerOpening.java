package com.sanocrm.identity.partner;

import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.login.Logins;
import com.sanocrm.identity.login.LoginsUnavailableException;
import com.sanocrm.identity.login.SystemClient;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.NewResource;
import org.springframework.stereotype.Component;

/**
 * Opens a partner in steps of which each finds what an earlier attempt did: prepared, its client in
 * Keycloak, active, its first administrator.
 */
@Component
class PartnerOpening {
    private final Partners partners;
    private final Logins logins;
    private final Staff staff;
    private final AuditRecords records;
    private final Ids ids;

    PartnerOpening(Partners partners, Logins logins, Staff staff, AuditRecords records, Ids ids) {
        this.partners = partners;
        this.logins = logins;
        this.staff = staff;
        this.records = records;
        this.ids = ids;
    }

    /**
     * @throws ProblemException 503 if Keycloak is away; a repeat with the same key goes on
     */
    PartnerController.Opened open(
            NewResource created,
            PartnerController.NewPartner asked,
            Partner.Agreement agreement,
            Caller caller) {
        PartnerId id = created.id(PartnerId.PREFIX, PartnerId::new);
        Partner partner =
                partners.prepare(
                        Partner.preparing(
                                id,
                                asked.name(),
                                asked.country(),
                                agreement,
                                ids.next(AccountId.PREFIX, AccountId::new)));
        SystemClient client = clientOf(partner);
        partners.activate(
                id,
                records.success(
                        caller, "partner.create", new Target(id, null, "partner", id.value())));
        NewStaff administrator = asked.administrator();
        return new PartnerController.Opened(
                id,
                partner.name(),
                partner.country(),
                PartnerChanged.Status.ACTIVE,
                client.clientId(),
                client.secret().reveal(),
                administrator == null
                        ? null
                        : staff.join(
                                created.id(AccountId.PREFIX, AccountId::new),
                                Role.PARTNER_ADMIN,
                                id,
                                administrator,
                                caller));
    }

    private SystemClient clientOf(Partner partner) {
        try {
            return logins.ensureSystemClient(
                    partner.partnerId().value(),
                    partner.partnerId(),
                    partner.systemAccountId(),
                    partner.name());
        } catch (LoginsUnavailableException away) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "Keycloak is away. Repeat with the same Idempotency-Key.");
        }
    }
}
