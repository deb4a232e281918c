package com.sanocrm.audit.fhir;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.DiscriminatorType;
import org.hl7.fhir.r4.model.ElementDefinition.SlicingRules;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.hl7.fhir.r4.model.Type;

/**
 * What IHE's Basic Audit Log Patterns 1.1 demand of an AuditEvent, written down from the profiles'
 * text: the published package is not to be had where this is built.
 */
final class BalpProfile {
    private static final String URL =
            "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    private final StructureDefinition definition = new StructureDefinition();

    private BalpProfile(String name) {
        definition
                .setUrl(URL + name)
                .setName(name.replace(".", ""))
                .setStatus(PublicationStatus.ACTIVE)
                .setKind(StructureDefinitionKind.RESOURCE)
                .setAbstract(false)
                .setType("AuditEvent")
                .setBaseDefinition("http://hl7.org/fhir/StructureDefinition/AuditEvent")
                .setDerivation(TypeDerivationRule.CONSTRAINT);
        definition.setId(name);
        definition.getDifferential().addElement(element("AuditEvent", null));
    }

    /** Of a RESTful interaction that succeeded. */
    static StructureDefinition rest(
            String name, String action, String interaction, boolean answersData, boolean patient) {
        var profile = new BalpProfile((patient ? "Patient" : "") + name);
        profile.pattern("type", new Coding(TERMINOLOGY + "audit-event-type", "rest", null));
        profile.sliced("subtype", 1, DiscriminatorType.VALUE, "$this");
        String rest = "http://hl7.org/fhir/restful-interaction";
        profile.slice("subtype", "any")
                .setMin(1)
                .setMax("1")
                .setPattern(new Coding(rest, interaction, null));
        profile.pattern("action", new CodeType(action));
        profile.required("recorded");
        profile.pattern("outcome", new CodeType("0"));
        profile.sliced("agent", 2, DiscriminatorType.PATTERN, "type");
        profile.machine("client", answersData ? "110152" : "110153");
        profile.machine("server", answersData ? "110153" : "110152");
        profile.user(answersData ? "IRCP" : "AUT");
        profile.sliced("entity", patient ? 2 : 1, DiscriminatorType.PATTERN, "type");
        profile.entity("data", "2", "4");
        if (patient) {
            profile.entity("patient", "1", "1");
        }
        return profile.definition;
    }

    /** Of a disclosure, as its source records it. */
    static StructureDefinition disclosure() {
        var profile = new BalpProfile("PrivacyDisclosure.Source");
        profile.pattern("type", new Coding(DICOM, "110106", null));
        profile.sliced("subtype", 1, DiscriminatorType.VALUE, "$this");
        profile.slice("subtype", "disclosure")
                .setMin(1)
                .setMax("1")
                .setPattern(new Coding(TERMINOLOGY + "iso-21089-lifecycle", "disclose", null));
        profile.pattern("action", new CodeType("R"));
        profile.required("outcome");
        profile.sliced("agent", 2, DiscriminatorType.PATTERN, "type");
        profile.machine("source", "110153");
        profile.machine("recipient", "110152");
        profile.sliced("entity", 2, DiscriminatorType.PATTERN, "type");
        profile.entity("patient", "1", "1");
        return profile.definition;
    }

    private void machine(String slice, String dicom) {
        slice("agent", slice).setMin(1).setMax("1");
        within("agent", slice, "type")
                .setMin(1)
                .setPattern(new CodeableConcept(new Coding(DICOM, dicom, null)));
        within("agent", slice, "who").setMin(1);
        within("agent", slice, "network").setMin(1);
    }

    private void user(String participation) {
        slice("agent", "user").setMin(0).setMax("1");
        within("agent", "user", "type")
                .setMin(1)
                .setPattern(
                        new CodeableConcept(
                                new Coding(
                                        TERMINOLOGY + "v3-ParticipationType",
                                        participation,
                                        null)));
        within("agent", "user", "who").setMin(1);
        within("agent", "user", "requestor")
                .setPattern(new org.hl7.fhir.r4.model.BooleanType(true));
        within("agent", "user", "network").setMax("0");
    }

    private void entity(String slice, String type, String role) {
        slice("entity", slice).setMin(1).setMax("1");
        within("entity", slice, "what").setMin(1);
        within("entity", slice, "type")
                .setMin(1)
                .setPattern(new Coding(TERMINOLOGY + "audit-entity-type", type, null));
        within("entity", slice, "role")
                .setMin(1)
                .setPattern(new Coding(TERMINOLOGY + "object-role", role, null));
    }

    private void pattern(String path, Type value) {
        add(element("AuditEvent." + path, null)).setMin(1).setPattern(value);
    }

    private void required(String path) {
        add(element("AuditEvent." + path, null)).setMin(1);
    }

    private void sliced(String path, int min, DiscriminatorType by, String discriminator) {
        ElementDefinition element = add(element("AuditEvent." + path, null)).setMin(min);
        element.getSlicing()
                .setRules(SlicingRules.OPEN)
                .addDiscriminator()
                .setType(by)
                .setPath(discriminator);
    }

    private ElementDefinition slice(String path, String name) {
        return add(element("AuditEvent." + path, name)).setSliceName(name);
    }

    private ElementDefinition within(String path, String slice, String child) {
        ElementDefinition element = element("AuditEvent." + path + "." + child, null);
        element.setId("AuditEvent." + path + ":" + slice + "." + child);
        return add(element);
    }

    private ElementDefinition add(ElementDefinition element) {
        definition.getDifferential().addElement(element);
        return element;
    }

    private static ElementDefinition element(
            String path, @org.jspecify.annotations.Nullable String slice) {
        var element = new ElementDefinition().setPath(path);
        element.setId(slice == null ? path : path + ":" + slice);
        return element;
    }
}
