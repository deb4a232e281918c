package com.sanocrm.audit.fhir;

import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.EventId;
import java.util.Date;
import java.util.Objects;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A record as a FHIR R4 AuditEvent. It claims a profile of IHE Basic Audit Log Patterns when it has
 * all that the profile wants: a success, and no query, whose text we do not keep.
 */
final class FhirAuditEvent {
    private static final String BALP =
            "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final String BALP_ENTITY =
            "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
    private static final String ABSENT =
            "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final String platform;

    /**
     * @param platform the public URL, where the names of our own identifiers and codes begin
     */
    FhirAuditEvent(String platform) {
        this.platform = platform;
    }

    /** FHIR has no underscore in ids: ours without the prefix. */
    static String idOf(EventId id) {
        return id.value().substring(EventId.PREFIX.length() + 1);
    }

    AuditEvent of(LoggedRecord logged) {
        AuditRecorded record = logged.leaf().record();
        Interaction interaction = Interaction.of(record.action());
        var event = new AuditEvent();
        event.setId(idOf(record.eventId()));
        if (record.outcome() == Outcome.SUCCESS
                && interaction != Interaction.QUERY
                && (interaction != Interaction.DISCLOSURE || record.subjectId() != null)) {
            event.getMeta().addProfile(BALP + interaction.profile(record.subjectId() != null));
        }
        what(event, record, interaction);
        event.setRecorded(Date.from(record.time()));
        event.getRecordedElement().setTimeZoneZulu(true);
        event.setOutcome(outcome(record.outcome()));
        event.addPurposeOfEvent(purpose(record));
        Reference observer = identified("/audit/producers", logged.leaf().producer());
        event.getSource()
                .setObserver(observer)
                .addType(coding("security-source-type", "4", "Application Server"));
        agents(event, record, interaction, observer);
        entities(event, record);
        return event;
    }

    private void what(AuditEvent event, AuditRecorded record, Interaction interaction) {
        if (interaction == Interaction.DISCLOSURE) {
            event.setType(new Coding(DICOM, "110106", "Export"));
            event.addSubtype(coding("iso-21089-lifecycle", "disclose", null));
        } else {
            event.setType(coding("audit-event-type", "rest", "Restful Operation"));
            String system = "http://hl7.org/fhir/restful-interaction";
            event.addSubtype(new Coding(system, interaction.code(), interaction.code()));
        }
        event.addSubtype(new Coding(platform + "/fhir/audit-action", record.action(), null));
        event.setAction(interaction.action());
    }

    private static AuditEventOutcome outcome(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> AuditEventOutcome._0;
            case REFUSED -> AuditEventOutcome._4;
            case FAILED -> AuditEventOutcome._8;
        };
    }

    private void agents(
            AuditEvent event, AuditRecorded record, Interaction interaction, Reference observer) {
        Coding source = new Coding(DICOM, "110153", "Source Role ID");
        Coding destination = new Coding(DICOM, "110152", "Destination Role ID");
        boolean disclosure = interaction == Interaction.DISCLOSURE;
        String recipient = Objects.requireNonNullElse(record.resourceId(), "recipient");
        event.addAgent()
                .setType(new CodeableConcept(interaction.answersData() ? destination : source))
                .setWho(
                        disclosure
                                ? identified("/recipients", recipient)
                                : new Reference().setDisplay("client of the public API"))
                .setRequestor(false)
                .setNetwork(notKept());
        event.addAgent()
                .setType(new CodeableConcept(interaction.answersData() ? source : destination))
                .setWho(disclosure ? observer : new Reference().setDisplay(platform))
                .setRequestor(record.actorId() == null)
                .setNetwork(
                        new AuditEventAgentNetworkComponent()
                                .setAddress(platform)
                                .setType(AuditEvent.AuditEventAgentNetworkType._5));
        if (record.actorId() != null) {
            String participation = interaction.answersData() ? "IRCP" : "AUT";
            String display = interaction.answersData() ? "information recipient" : "author";
            AuditEventAgentComponent user = event.addAgent();
            user.setType(
                            new CodeableConcept(
                                    coding("v3-ParticipationType", participation, display)))
                    .setWho(identified("/accounts", record.actorId().value()))
                    .setRequestor(true)
                    .addPurposeOfUse(purpose(record));
            user.addRole(
                    new CodeableConcept(
                            new Coding(platform + "/fhir/role", record.actorRole(), null)));
        }
    }

    /** Addresses of clients are cut at the edge: P-16. */
    private static AuditEventAgentNetworkComponent notKept() {
        var network = new AuditEventAgentNetworkComponent();
        network.addExtension(ABSENT, new CodeType("masked"));
        return network;
    }

    private void entities(AuditEvent event, AuditRecorded record) {
        if (record.subjectId() != null) {
            Reference patient = identified("/accounts", record.subjectId().value());
            patient.setType("Patient");
            event.addEntity(entity("1", "Person").setWhat(patient).setRole(role("1", "Patient")));
        }
        event.addEntity(
                entity("2", "System Object")
                        .setWhat(
                                record.resourceId() == null
                                        ? new Reference().setDisplay(record.resourceType())
                                        : identified(
                                                "/fhir/" + record.resourceType(),
                                                record.resourceId()))
                        .setRole(role("4", "Domain Resource")));
        if (record.traceId() != null) {
            event.addEntity(
                    new AuditEventEntityComponent()
                            .setType(new Coding(BALP_ENTITY, "XrequestId", null))
                            .setWhat(identified("/traces", record.traceId())));
        }
    }

    private static AuditEventEntityComponent entity(String code, String display) {
        return new AuditEventEntityComponent().setType(coding("audit-entity-type", code, display));
    }

    private static Coding role(String code, String display) {
        return coding("object-role", code, display);
    }

    private static CodeableConcept purpose(AuditRecorded record) {
        return new CodeableConcept(coding("v3-ActReason", record.purposeOfUse(), null));
    }

    private static Coding coding(String system, String code, @Nullable String display) {
        return new Coding(TERMINOLOGY + system, code, display);
    }

    private Reference identified(String system, String value) {
        return new Reference()
                .setIdentifier(new Identifier().setSystem(platform + system).setValue(value));
    }
}
