package com.sanocrm.story;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/**
 * Whose things are asked for: what stands for the variables of a path, and what a body names.
 *
 * @param name {@code clinic}, {@code clinic2}, or {@code nobody}, whose ids are made up
 * @param things ids by the beginning of the path below which they are found
 */
record Tenant(
        String name,
        String partnerId,
        String patientId,
        String clinicianId,
        Map<String, String> things) {
    static final String MESSAGE = "message";

    /* With the prefix of their ids. */
    private static final Map<String, String> KINDS =
            Map.ofEntries(
                    Map.entry("/audit/events/", "evt"),
                    Map.entry("/audit/exports/", "axp"),
                    Map.entry("/campaigns/", "cmp"),
                    Map.entry("/child-reports/", "chc"),
                    Map.entry("/consents/me/receipts/", "evt"),
                    Map.entry("/consents/{accountId}/receipts/", "evt"),
                    Map.entry("/conversations/", "cnv"),
                    Map.entry("/emergency-accesses/", "emg"),
                    Map.entry("/erasures/", "ers"),
                    Map.entry("/legal-cases/", "lgc"),
                    Map.entry("/mail-templates/", "tpl"),
                    Map.entry("/opt-out-requests/", "oor"),
                    Map.entry("/privacy-requests/", "prq"),
                    Map.entry("/recipients/", "rec"),
                    Map.entry("/service-mails/", "svm"));

    Tenant {
        things = Map.copyOf(things);
    }

    static Tenant nobody() {
        return new Tenant("nobody", id("par"), id("acc"), id("acc"), Map.of());
    }

    private static String id(String prefix) {
        return prefix + "_" + UUID.randomUUID();
    }

    String path(Operation operation) {
        return operation
                        .path()
                        .replace("{accountId}", patientId)
                        .replace("{partnerId}", partnerId)
                        .replace("{purpose}", "newsletter")
                        .replace("{log}", "platform")
                        .replace("{level}", "0")
                        .replace("{place}", "000.p/1")
                        .replace("{webhookId}", id("whk"))
                        .replace("{deliveryId}", id("whd"))
                        .replaceFirst("\\{(id|[a-z]+Id)}", thing(operation))
                        .replaceAll("\\{[^}]*\\}", "unknown")
                + query(operation);
    }

    private String query(Operation operation) {
        return switch (operation.name()) {
            case "GET /audit/log/consistency" -> "?from=1&to=1";
            case "GET /audit/blast-radius" ->
                    "?actor=%s&from=%s&to=%s"
                            .formatted(
                                    clinicianId,
                                    Instant.now().minus(Duration.ofHours(1)),
                                    Instant.now());
            default -> "";
        };
    }

    private String thing(Operation operation) {
        return KINDS.entrySet().stream()
                .filter(kind -> operation.path().startsWith(kind.getKey()))
                .map(kind -> things.getOrDefault(kind.getKey(), id(kind.getValue())))
                .findFirst()
                .orElseGet(() -> id("xxx"));
    }

    /** What would be accepted if the caller might do it; {@code {}} where that would do harm. */
    String body(Operation operation) {
        return switch (operation.name()) {
            case "POST /conversations" ->
                    """
                    {"partnerId": "%s", "patientId": "%s", "subject": "Matrix", "category": "question"}\
                    """
                            .formatted(partnerId, patientId);
            case "POST /conversations/{id}/messages" -> "{\"body\": \"Matrix\"}";
            case "POST /conversations/{id}/read" ->
                    "{\"upTo\": \"%s\"}".formatted(things.getOrDefault(MESSAGE, id("msg")));
            case "POST /campaigns" -> campaign(partnerId);
            case "POST /conversations/{id}/assign" ->
                    "{\"clinicianId\": \"%s\"}".formatted(clinicianId);
            case "PUT /partners/{partnerId}/care-relationships/{accountId}" ->
                    "{\"clinicianIds\": [\"%s\"]}".formatted(clinicianId);
            case "PUT /partners/{partnerId}/registration-form" ->
                    "{\"allowedOrigins\": [\"https://%s.example.org\"]}".formatted(name);
            case "POST /partners/{partnerId}/clinicians" ->
                    """
                    {"email": "matrix.%s@example.org", "givenName": "Mona", "familyName": "Matrix"}\
                    """
                            .formatted(UUID.randomUUID());
            case "PUT /consents/me/{purpose}" -> "{\"decision\": \"denied\"}";
            case "POST /consents/{accountId}/{purpose}" ->
                    """
                    {"decision": "denied", "channel": "email", "reference": "Matrix"}\
                    """;
            case "POST /consent-decisions" -> question();
            case "POST /consent-decisions/batch" -> "[" + question() + "]";
            case "POST /privacy-requests" -> "{\"type\": \"access\"}";
            case "POST /mail-templates" -> template();
            case "POST /recipients" ->
                    """
                    {"name": "Matrix", "country": "AE", "contract": {"signedOn": "%s",
                     "signatory": "M. Matrix", "reference": "M-1", "purposes": ["research"]}}\
                    """
                            .formatted(LocalDate.now(ZoneOffset.UTC).minusDays(1));
            case "POST /legal-cases" ->
                    """
                    {"process": "warrant", "authority": "Court", "documentSha256": "%s",
                     "servedOn": "%s", "scope": ["mails"], "subjectIds": ["%s"], "hold": false}\
                    """
                            .formatted(
                                    "0".repeat(64),
                                    LocalDate.now(ZoneOffset.UTC).minusDays(1),
                                    patientId);
            default -> "{}";
        };
    }

    private String question() {
        return "{\"accountId\": \"%s\", \"purpose\": \"newsletter\"}".formatted(patientId);
    }

    /** For a purpose that hardly anybody has granted. */
    static String campaign(String partnerId) {
        return """
        {"purpose": "newsletter", "subject": "Matrix", "body": "Matrix",
         "audience": {"partnerId": "%s"}}\
        """
                .formatted(partnerId);
    }

    static String template() {
        return """
        {"kind": "notice", "words": {
          "en": {"subject": "Opening hours", "text": "We open at nine."},
          "ar": {"subject": "أوقات العمل", "text": "نفتح في التاسعة."}}}\
        """;
    }
}
