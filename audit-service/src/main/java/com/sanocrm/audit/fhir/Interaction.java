package com.sanocrm.audit.fhir;

import java.util.Set;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;

/** What an action of ours is among FHIR's interactions. */
enum Interaction {
    READ(AuditEventAction.R, "read", "Read", "read", "view", "stream", "prove", "download"),
    QUERY(AuditEventAction.E, "search-type", "Query", "search", "list", "assess"),
    CREATE(
            AuditEventAction.C,
            "create",
            "Create",
            "create",
            "open",
            "register",
            "send",
            "invite",
            "publish"),
    DELETE(AuditEventAction.D, "delete", "Delete", "delete", "erase"),
    /** To somebody outside. */
    DISCLOSURE(AuditEventAction.R, "read", "PrivacyDisclosure.Source"),
    UPDATE(AuditEventAction.U, "update", "Update");

    private static final Set<String> DISCLOSURES = Set.of("legal-case.disclose", "disclosure.make");

    private final AuditEventAction action;
    private final String code;
    private final String profile;
    private final Set<String> verbs;

    Interaction(AuditEventAction action, String code, String profile, String... verbs) {
        this.action = action;
        this.code = code;
        this.profile = profile;
        this.verbs = Set.of(verbs);
    }

    /** By the verb, the last word; a change when it is none that we know. */
    static Interaction of(String action) {
        if (DISCLOSURES.contains(action)) {
            return DISCLOSURE;
        }
        String verb = action.substring(action.lastIndexOf('.') + 1);
        for (Interaction interaction : values()) {
            if (interaction.verbs.contains(verb)) {
                return interaction;
            }
        }
        return UPDATE;
    }

    AuditEventAction action() {
        return action;
    }

    /** Of the code system {@code restful-interaction}. */
    String code() {
        return code;
    }

    /** Whether data goes from us to the client. */
    boolean answersData() {
        return this == READ || this == QUERY || this == DISCLOSURE;
    }

    /** The end of the canonical URL of the BALP profile. */
    String profile(boolean ofPatient) {
        return (ofPatient && this != DISCLOSURE ? "Patient" : "") + profile;
    }
}
