package com.sanocrm.audit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.AuditEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FhirAuditEventTests {
    private static final FhirContext FHIR = FhirContext.forR4();
    private static final FhirValidator VALIDATOR = validator();

    @ParameterizedTest
    @CsvSource({
        "message.read, PatientRead",
        "account.view, PatientRead",
        "conversation.open, PatientCreate",
        "account.correct, PatientUpdate",
        "account.delete, PatientDelete",
        "legal-case.disclose, PrivacyDisclosure.Source",
        "disclosure.make, PrivacyDisclosure.Source"
    })
    void aSuccessObeysTheProfileThatItClaims(String action, String profile) {
        AuditEvent event = event(action, Outcome.SUCCESS, SampleRecords.account());

        assertThat(event.getMeta().getProfile().getFirst().getValue()).endsWith("." + profile);
        assertThat(errors(event)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"policy.read, Read", "policy.publish, Create", "recipient.end, Update"})
    void whatIsAboutNobodyObeysItsProfileToo(String action, String profile) {
        AuditEvent event = event(action, Outcome.SUCCESS, null);

        assertThat(event.getMeta().getProfile().getFirst().getValue()).endsWith("." + profile);
        assertThat(errors(event)).isEmpty();
    }

    @Test
    void whatFailedAndWhatWasSearchedIsAnAuditEventWithoutAClaim() {
        for (AuditEvent event :
                List.of(
                        event("message.read", Outcome.REFUSED, null),
                        event("message.read", Outcome.FAILED, SampleRecords.account()),
                        event("audit.search", Outcome.SUCCESS, SampleRecords.account()),
                        event("legal-case.disclose", Outcome.SUCCESS, null))) {
            assertThat(event.getMeta().getProfile()).isEmpty();
            assertThat(errors(event)).isEmpty();
        }
    }

    /** The validator must be able to say no. */
    @Test
    void aSeededFaultIsFound() {
        AuditEvent good = event("message.read", Outcome.SUCCESS, SampleRecords.account());

        assertThat(errors(changed(good, event -> event.getAgentFirstRep().setNetwork(null))))
                .isNotEmpty();
        assertThat(errors(changed(good, event -> event.getEntity().removeFirst()))).isNotEmpty();
        assertThat(errors(changed(good, event -> event.setAction(AuditEvent.AuditEventAction.D))))
                .isNotEmpty();
        assertThat(errors(changed(good, event -> event.setRecorded(null)))).isNotEmpty();
    }

    private static AuditEvent changed(
            AuditEvent good, java.util.function.Consumer<AuditEvent> change) {
        AuditEvent copy = good.copy();
        change.accept(copy);
        return copy;
    }

    private static AuditEvent event(String action, Outcome outcome, @Nullable AccountId patient) {
        AuditRecorded record =
                SampleRecords.of(
                        SampleRecords.account(), action, outcome, null, patient, "conversation");
        var leaf = new Leaf(record, "messaging-1:x", 1);
        return new FhirAuditEvent("https://sano.example")
                .of(new LoggedRecord(LogName.PLATFORM, 0, "{}", leaf));
    }

    /** As a client would: from the text. */
    private static List<SingleValidationMessage> errors(AuditEvent event) {
        String text = FHIR.newJsonParser().encodeResourceToString(event);
        return VALIDATOR.validateWithResult(text).getMessages().stream()
                .filter(
                        message ->
                                message.getSeverity() == ResultSeverityEnum.ERROR
                                        || message.getSeverity() == ResultSeverityEnum.FATAL)
                .toList();
    }

    /** Our own codes are in no code system that it knows; nothing else says so yet. */
    @SuppressWarnings("deprecation")
    private static FhirValidator validator() {
        var balp = new PrePopulatedValidationSupport(FHIR);
        Stream.of(true, false)
                .forEach(
                        patient -> {
                            balp.addStructureDefinition(
                                    BalpProfile.rest("Read", "R", "read", true, patient));
                            balp.addStructureDefinition(
                                    BalpProfile.rest("Create", "C", "create", false, patient));
                            balp.addStructureDefinition(
                                    BalpProfile.rest("Update", "U", "update", false, patient));
                            balp.addStructureDefinition(
                                    BalpProfile.rest("Delete", "D", "delete", false, patient));
                        });
        balp.addStructureDefinition(BalpProfile.disclosure());
        var chain =
                new ValidationSupportChain(
                        balp,
                        new DefaultProfileValidationSupport(FHIR),
                        new SnapshotGeneratingValidationSupport(FHIR),
                        new CommonCodeSystemsTerminologyService(FHIR),
                        new InMemoryTerminologyServerValidationSupport(FHIR),
                        new UnknownCodeSystemWarningValidationSupport(FHIR));
        return FHIR.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
    }
}
