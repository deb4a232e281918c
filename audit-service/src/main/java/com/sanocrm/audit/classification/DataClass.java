package com.sanocrm.audit.classification;

import java.util.Arrays;
import java.util.Set;

/** A kind of personal data, as people are told of it. */
public enum DataClass {
    /** What patients and clinics write to each other. */
    MESSAGES(true, "conversation", "message", "attachment"),
    /** Who is in the care of whom. */
    CARE_RELATIONSHIPS(true, "care-relationship", "emergency-access"),
    /** Name, birth date, address, contact points. */
    PROFILE(false, "account", "contact-point", "privacy-request", "erasure"),
    /** Consents and objections. */
    PRIVACY_CHOICES(false, "consent", "policy", "newsletter-subscription", "opt-out-request"),
    /** Which mails a person got. */
    MAILS(true, "service-mail", "mail-template", "campaign"),
    /** Who saw what of whom. */
    ACCESS_RECORDS(false, "audit-event", "disclosure", "audit-log", "audit-export"),
    /** Of a kind that this release does not know: to be taken for the most sensitive. */
    UNCLASSIFIED(true);

    private final boolean healthInformation;
    private final Set<String> resourceTypes;

    DataClass(boolean healthInformation, String... resourceTypes) {
        this.healthInformation = healthInformation;
        this.resourceTypes = Set.of(resourceTypes);
    }

    /** The class of what an audit record names as its {@code resourceType}. */
    public static DataClass of(String resourceType) {
        return Arrays.stream(values())
                .filter(dataClass -> dataClass.resourceTypes.contains(resourceType))
                .findFirst()
                .orElse(UNCLASSIFIED);
    }

    /** Whether it tells, or may tell, of somebody's health. */
    public boolean isHealthInformation() {
        return healthInformation;
    }
}
