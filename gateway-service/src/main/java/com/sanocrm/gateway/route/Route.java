package com.sanocrm.gateway.route;

import static com.sanocrm.gateway.route.Service.ANALYTICS;
import static com.sanocrm.gateway.route.Service.AUDIT;
import static com.sanocrm.gateway.route.Service.CONSENT;
import static com.sanocrm.gateway.route.Service.IDENTITY;
import static com.sanocrm.gateway.route.Service.MESSAGING;

import java.util.List;

/**
 * A path under {@code /api/v1}, with all below it, and the service that answers it.
 *
 * @param path begins with a slash; whole segments are compared
 */
record Route(String path, Service service) {
    static final String API = "/api/v1";

    /** The first that matches holds. A path that is not here is a 404. */
    static final List<Route> TABLE =
            List.of(
                    new Route("/accounts/me/disclosures", AUDIT),
                    new Route("/accounts", IDENTITY),
                    new Route("/registrations", IDENTITY),
                    new Route("/partners", IDENTITY),
                    new Route("/emergency-accesses", IDENTITY),
                    new Route("/privacy-requests", IDENTITY),
                    new Route("/erasures", IDENTITY),
                    new Route("/child-reports", IDENTITY),
                    new Route("/parent-verifications", IDENTITY),
                    new Route("/email-confirmations", IDENTITY),
                    new Route("/conversations", MESSAGING),
                    new Route("/messages", MESSAGING),
                    new Route("/templates", MESSAGING),
                    new Route("/automation-rules", MESSAGING),
                    new Route("/mail-templates", MESSAGING),
                    new Route("/service-mails", MESSAGING),
                    new Route("/campaigns", MESSAGING),
                    new Route("/opt-out-requests", MESSAGING),
                    new Route("/surveys", MESSAGING),
                    new Route("/purposes", CONSENT),
                    new Route("/policies", CONSENT),
                    new Route("/consents", CONSENT),
                    new Route("/consent-decisions", CONSENT),
                    new Route("/recipients", CONSENT),
                    new Route("/disclosures", CONSENT),
                    new Route("/unsubscribe", CONSENT),
                    new Route("/newsletter", CONSENT),
                    new Route("/audit", AUDIT),
                    new Route("/legal-cases", AUDIT),
                    new Route("/analytics", ANALYTICS),
                    new Route("/telemetry", ANALYTICS),
                    new Route("/retention/identity-service", IDENTITY),
                    new Route("/retention/messaging-service", MESSAGING),
                    new Route("/retention/consent-service", CONSENT),
                    new Route("/retention/audit-service", AUDIT),
                    new Route("/retention/analytics-service", ANALYTICS));

    /** As a Spring path pattern. */
    String pattern() {
        return API + path + "/**";
    }
}
