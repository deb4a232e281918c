package com.sanocrm.story;

import java.util.Map;
import java.util.Set;

/** What the matrix leaves to other tests, each by name and with its reason. */
final class NotCalled {
    /* These end the demo people's accounts and care. */
    private static final Set<String> HARMFUL =
            Set.of(
                    "DELETE /accounts/me",
                    "DELETE /partners/{partnerId}/care-relationships/{accountId}");

    /**
     * What they need, or what they do, has a test of its own in its service: that one shows the
     * success, the matrix the refusals.
     */
    static final Map<String, String> WITHOUT_SUCCESS =
            Map.ofEntries(
                    Map.entry("DELETE /accounts/me", "ErasureTest"),
                    Map.entry("GET /erasures/{erasureId}", "ErasureTest"),
                    Map.entry("PATCH /accounts/me", "CorrectionTest"),
                    Map.entry("DELETE /accounts/me/applications/{clientId}", "SessionTest"),
                    Map.entry("DELETE /accounts/me/sessions/{sessionId}", "SessionTest"),
                    Map.entry("GET /accounts/me/social-security-number", "IdentifierTest"),
                    Map.entry("POST /accounts/me/email-change", "EmailChangeTest"),
                    Map.entry("GET /child-reports/{caseId}", "ChildReportTest"),
                    Map.entry("POST /child-reports/{caseId}/decision", "ChildReportTest"),
                    Map.entry("POST /child-reports/{caseId}/parent", "ChildReportTest"),
                    Map.entry("POST /emergency-accesses", "BreakGlassTest"),
                    Map.entry("POST /emergency-accesses/{id}/review", "BreakGlassTest"),
                    Map.entry("POST /partners", "AgreementTest"),
                    Map.entry(
                            "PUT /partners/{partnerId}/business-associate-agreement",
                            "AgreementTest"),
                    Map.entry(
                            "DELETE /partners/{partnerId}/system-clients/{clientId}",
                            "AgreementTest"),
                    Map.entry(
                            "DELETE /partners/{partnerId}/care-relationships/{accountId}",
                            "CareTest"),
                    Map.entry("POST /partners/{partnerId}/registrations", "CareTest"),
                    Map.entry("POST /partners/{partnerId}/webhooks", "WebhookTest"),
                    Map.entry("GET /partners/{partnerId}/webhooks/{webhookId}", "WebhookTest"),
                    Map.entry("DELETE /partners/{partnerId}/webhooks/{webhookId}", "WebhookTest"),
                    Map.entry(
                            "GET /partners/{partnerId}/webhooks/{webhookId}/deliveries",
                            "WebhookTest"),
                    Map.entry(
                            "POST /partners/{partnerId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay",
                            "WebhookTest"),
                    Map.entry(
                            "POST /partners/{partnerId}/webhooks/{webhookId}/enable",
                            "WebhookTest"),
                    Map.entry(
                            "POST /partners/{partnerId}/webhooks/{webhookId}/secrets",
                            "WebhookTest"),
                    Map.entry("POST /privacy-requests/{requestId}/appeal", "PrivacyRequestTest"),
                    Map.entry("POST /privacy-requests/{requestId}/decision", "PrivacyRequestTest"),
                    Map.entry("GET /privacy-requests/{requestId}/export", "ExportTest"),
                    Map.entry(
                            "POST /privacy-requests/{requestId}/restriction-end",
                            "RestrictionTest"),
                    Map.entry("POST /mail-templates/{id}/review", "ServiceMailIntegrationTest"),
                    Map.entry("POST /service-mails", "ServiceMailIntegrationTest"),
                    Map.entry("GET /service-mails/{id}", "ServiceMailIntegrationTest"),
                    Map.entry("POST /opt-out-requests/{id}/decision", "ReplyIntegrationTest"),
                    Map.entry("POST /policies", "PolicyChangeTest"),
                    Map.entry("POST /policies/{version}/acceptance", "PolicyChangeTest"),
                    Map.entry("POST /disclosures", "DisclosureTest"),
                    Map.entry("GET /recipients/{recipientId}", "DisclosureTest"),
                    Map.entry("DELETE /recipients/{recipientId}/contract", "DisclosureTest"),
                    Map.entry("GET /legal-cases/{caseId}", "LegalCasesTest"),
                    Map.entry("POST /legal-cases/{caseId}/closing", "LegalCasesTest"),
                    Map.entry("POST /legal-cases/{caseId}/disclosures", "LegalCasesTest"),
                    Map.entry("POST /legal-cases/{caseId}/hold-release", "LegalCasesTest"),
                    Map.entry("GET /audit/exports/{exportId}", "ExportsTest"),
                    Map.entry("GET /audit/exports/{exportId}/content", "ExportsTest"));

    private NotCalled() {}

    static boolean doesHarm(Operation operation, MatrixCaller caller, Tenant asked) {
        return HARMFUL.contains(operation.name())
                && operation.mayBeCalledBy(caller.role())
                && (!operation.isAboutSomebody() || caller.reaches(asked, operation));
    }
}
