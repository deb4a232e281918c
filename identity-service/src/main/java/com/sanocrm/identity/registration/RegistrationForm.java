package com.sanocrm.identity.registration;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.events.AccountChanged.Sex;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.account.Address;
import com.sanocrm.identity.account.Person;
import com.sanocrm.identity.account.Wording;
import com.sanocrm.platform.crypto.Sensitive;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registration form.
 *
 * @param choices its boxes, by purpose; those left alone are absent
 * @param clinicianIds who cares for the patient; only where a partner registers
 * @param formToken of the form on a partner's site, through which the person then came
 */
record RegistrationForm(
        @NotNull @Pattern(regexp = Wording.EMAIL, message = Wording.EMAIL_SAYS) String email,
        @NotNull
                @Size(
                        min = Wording.PASSWORD_MIN,
                        max = Wording.PASSWORD_MAX,
                        message = Wording.PASSWORD_SAYS)
                String password,
        @NotNull @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String givenName,
        @NotNull @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String familyName,
        @NotNull @JsonFormat(lenient = OptBoolean.FALSE) LocalDate birthDate,
        @Nullable Sex sex,
        @Nullable @Pattern(regexp = Wording.PHONE, message = Wording.PHONE_SAYS) String phone,
        @Nullable @Valid Address address,
        @Nullable @Pattern(regexp = Wording.SSN, message = Wording.SSN_SAYS)
                String socialSecurityNumber,
        @NotNull @Size(min = 1, max = 64) String acceptedPolicyVersion,
        @Nullable Map<String, @Nullable Choice> choices,
        @Nullable @Size(max = 100) Set<@NotNull AccountId> clinicianIds,
        @Nullable @Size(max = 512) String formToken) {

    Person person() {
        return new Person(email, givenName, familyName, birthDate, phone, address);
    }

    @Nullable Sensitive identifier() {
        return socialSecurityNumber == null ? null : new Sensitive(socialSecurityNumber);
    }

    @Override
    public String toString() {
        return "RegistrationForm[redacted]";
    }
}
