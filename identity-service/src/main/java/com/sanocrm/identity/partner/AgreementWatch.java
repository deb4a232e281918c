package com.sanocrm.identity.partner;

import com.mongodb.MongoException;
import com.sanocrm.identity.login.LoginRefusedException;
import com.sanocrm.identity.login.Logins;
import com.sanocrm.identity.login.LoginsUnavailableException;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends the flow of data with the agreement: tells the other services, and shuts the logins of the
 * partner's software and staff. Each step is repeated until it is done. Patients keep theirs.
 */
@Component
class AgreementWatch {
    private static final Logger log = LoggerFactory.getLogger(AgreementWatch.class);

    private final Partners partners;
    private final Logins logins;
    private final AuditRecords records;

    AgreementWatch(Partners partners, Logins logins, AuditRecords records) {
        this.partners = partners;
        this.logins = logins;
        this.records = records;
    }

    @Scheduled(fixedDelayString = "PT2S")
    void work() {
        try {
            for (Partner partner : partners.overdue()) {
                partners.suspendIfEnded(
                        partner.partnerId(), records.bySystem("partner.suspend", target(partner)));
            }
            for (Partner partner : partners.toShut()) {
                logins.shut(partner.partnerId(), partner.systemClients());
                partners.change(
                        partner.partnerId(),
                        current -> current.withLogins(false),
                        records.bySystem("partner.shut-logins", target(partner)));
            }
            for (Partner partner : partners.toReopen()) {
                logins.reopen(partner.partnerId(), partner.systemClients());
                partners.change(
                        partner.partnerId(),
                        current -> current.withLogins(true),
                        records.bySystem("partner.reopen-logins", target(partner)));
            }
        } catch (LoginsUnavailableException | LoginRefusedException | MongoException later) {
            log.atWarn()
                    .addKeyValue("failure", later.getClass().getSimpleName())
                    .log("The end of an agreement waits");
        }
    }

    private static Target target(Partner partner) {
        return new Target(partner.partnerId(), null, "partner", partner.partnerId().value());
    }
}
