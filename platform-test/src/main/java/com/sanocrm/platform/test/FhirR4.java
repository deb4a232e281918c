package com.sanocrm.platform.test;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/** What HAPI finds wrong with a FHIR R4 resource; code systems that it does not have it passes. */
public final class FhirR4 {
    private static final FhirValidator VALIDATOR = validator();

    private FhirR4() {}

    public static List<String> errors(String json) {
        return VALIDATOR.validateWithResult(json).getMessages().stream()
                .filter(one -> one.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(one -> one.getLocationString() + ": " + one.getMessage())
                .toList();
    }

    private static FhirValidator validator() {
        FhirContext fhir = FhirContext.forR4();
        var instances =
                new FhirInstanceValidator(
                        new ValidationSupportChain(
                                new DefaultProfileValidationSupport(fhir),
                                new InMemoryTerminologyServerValidationSupport(fhir),
                                new CommonCodeSystemsTerminologyService(fhir)));
        instances.setAnyExtensionsAllowed(true);
        instances.setErrorForUnknownProfiles(false);
        instances.setNoTerminologyChecks(true);
        return fhir.newValidator().registerValidatorModule(instances);
    }
}
