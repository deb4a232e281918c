package com.sanocrm.story;

import java.util.Map;
import java.util.UUID;

/**
 * Whose things are asked for: what stands for the variables of a path, and what a body names.
 *
 * @param name {@code clinic}, {@code clinic2}, or {@code nobody}, whose ids are made up
 */
record Tenant(
        String name,
        String partnerId,
        String patientId,
        String clinicianId,
        String conversationId,
        String auditEventId) {

    static Tenant nobody() {
        return new Tenant("nobody", id("par"), id("acc"), id("acc"), id("cnv"), id("evt"));
    }

    private static String id(String prefix) {
        return prefix + "_" + UUID.randomUUID();
    }

    /** Whether the path names something that belongs to a tenant or a person. */
    static boolean isNamedIn(String path) {
        return path.contains("{accountId}")
                || path.contains("{partnerId}")
                || path.startsWith("/conversations/{")
                || path.startsWith("/audit/events/{");
    }

    String path(Operation operation) {
        return operation
                .path()
                .replace("{accountId}", patientId)
                .replace("{partnerId}", partnerId)
                .replace("{purpose}", "newsletter")
                .replace("{id}", idIn(operation.path()))
                .replaceAll("\\{[a-zA-Z]*Id\\}", id("xxx"))
                .replaceAll("\\{[^}]*\\}", "unknown");
    }

    private String idIn(String path) {
        return Map.of("/conversations", conversationId, "/audit", auditEventId)
                .getOrDefault(
                        path.replaceFirst("^(/[a-z-]+).*", "$1"),
                        id(
                                Map.of(
                                                "/emergency-accesses", "emg",
                                                "/campaigns", "cmp",
                                                "/mail-templates", "mtp",
                                                "/service-mails", "sml",
                                                "/privacy-requests", "prq",
                                                "/erasures", "ers")
                                        .getOrDefault(
                                                path.replaceFirst("^(/[a-z-]+).*", "$1"), "xxx")));
    }

    /** What would be accepted if the caller might do it; {@code {}} where that would do harm. */
    String body(Operation operation) {
        return switch (operation.name()) {
            case "POST /conversations" ->
                    """
                    {"partnerId": "%s", "patientId": "%s", "subject": "Matrix", "category": "question"}"""
                            .formatted(partnerId, patientId);
            case "POST /conversations/{id}/messages" -> "{\"body\": \"Matrix\"}";
            case "POST /conversations/{id}/assign" ->
                    "{\"clinicianId\": \"%s\"}".formatted(clinicianId);
            case "PUT /partners/{partnerId}/care-relationships/{accountId}" ->
                    "{\"clinicianIds\": [\"%s\"]}".formatted(clinicianId);
            case "PUT /consents/me/{purpose}" -> "{\"decision\": \"denied\"}";
            case "POST /consents/{accountId}/{purpose}" ->
                    """
                    {"decision": "denied", "channel": "email", "reference": "Matrix"}""";
            case "POST /consent-decisions" ->
                    """
                    {"accountId": "%s", "purpose": "newsletter"}"""
                            .formatted(patientId);
            default -> "{}";
        };
    }
}
