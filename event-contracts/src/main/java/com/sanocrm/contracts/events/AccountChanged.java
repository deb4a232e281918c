package com.sanocrm.contracts.events;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of an account as others may know it: generalised at the source, never the birth date or
 * an address. Compacted.
 */
public record AccountChanged(
        AccountId accountId,
        Status status,
        Set<Role> roles,
        /* The partner that the person works for; absent for patients. */
        @Nullable PartnerId staffOf,
        /* The partner through which the person registered; absent when directly. */
        @Nullable PartnerId registeredThrough,
        @Nullable AgeBand ageBand,
        /* ISO 3166-1 alpha-2. */
        @Nullable String country,
        /* A first-level subdivision (ISO 3166-2), never a smaller place: 45 CFR 164.514(b)(2)(i)(B). */
        @Nullable String region,
        @Nullable Sex sex,
        @Nullable String acceptedPolicyVersion,
        /* The boxes of the registration form, as purpose wire name to choice. */
        Map<String, Choice> registrationChoices,
        Instant registeredAt,
        /* BCP 47, of the form that the person registered with; absent where there was none. */
        @Nullable String language,
        /* Since when the person's data may only be stored (GDPR Art. 18); absent where nothing restricts it. */
        @Nullable Instant restrictedSince)
        implements Event {

    /** Where an account is in its life. */
    public enum Status {
        /** Recorded, but not yet able to log in. */
        PENDING,
        ACTIVE,
        /** Kept from everybody until a question about it is settled. */
        QUARANTINED,
        CLOSED
    }

    /** The realm roles of the token. */
    public enum Role {
        PATIENT,
        CLINICIAN,
        PARTNER_ADMIN,
        PARTNER_SYSTEM,
        SUPPORT,
        COMPLIANCE,
        ANALYST,
        OPERATOR
    }

    /** Administrative sex as FHIR R4 AdministrativeGender has it. */
    public enum Sex {
        FEMALE,
        MALE,
        OTHER,
        UNKNOWN
    }

    /** Ages in years; 90 and over are one band: 45 CFR 164.514(b)(2)(i)(C). */
    public enum AgeBand {
        FROM_13_TO_17,
        FROM_18_TO_29,
        FROM_30_TO_39,
        FROM_40_TO_49,
        FROM_50_TO_59,
        FROM_60_TO_69,
        FROM_70_TO_79,
        FROM_80_TO_89,
        FROM_90
    }

    public AccountChanged {
        roles = Set.copyOf(roles);
        registrationChoices = Map.copyOf(registrationChoices);
    }

    @Override
    public EventType eventType() {
        return EventType.ACCOUNT_CHANGED;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
