package com.sanocrm.identity.profile;

import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Sex;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.account.Account;
import com.sanocrm.identity.account.Address;
import com.sanocrm.identity.account.EmailStatus;
import com.sanocrm.identity.account.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is shown.
 *
 * @param socialSecurityNumber masked whole, present if one is stored; it is not decrypted for this
 * @param restrictedSince absent unless the person has the processing restricted (GDPR Art. 18)
 * @param partnerId the partner that the person works for
 * @param emailStatus {@code bouncing} asks the person to renew the address: mail does not arrive
 * @param emailChange the address that waits to be confirmed; shown to the person alone
 */
record Profile(
        AccountId accountId,
        Status status,
        List<Role> roles,
        @Nullable String email,
        String givenName,
        String familyName,
        @Nullable LocalDate birthDate,
        @Nullable Sex sex,
        @Nullable String phone,
        @Nullable Address address,
        @Nullable String socialSecurityNumber,
        @Nullable PartnerId partnerId,
        @Nullable PartnerId registeredThrough,
        @Nullable String acceptedPolicyVersion,
        @Nullable Instant registeredAt,
        @Nullable Instant restrictedSince,
        @Nullable EmailStatus emailStatus,
        @Nullable EmailChange emailChange) {
    static final String MASKED = "***-**-****";

    /**
     * @param email that the person wants
     */
    record EmailChange(String email, Instant expiresAt) {
        @Override
        public String toString() {
            return "EmailChange[redacted]";
        }
    }

    static Profile from(Account account, Person person, @Nullable EmailChange emailChange) {
        Account.Acceptance acceptance = account.acceptance();
        return new Profile(
                account.accountId(),
                account.status(),
                account.place().roles(),
                person.email(),
                person.givenName(),
                person.familyName(),
                person.birthDate(),
                account.outline().sex(),
                person.phone(),
                person.address(),
                account.person().socialSecurityNumber() == null ? null : MASKED,
                account.place().staffOf(),
                account.place().registeredThrough(),
                acceptance == null ? null : acceptance.policyVersion(),
                account.registeredAt(),
                account.restrictedSince(),
                account.emailStatus(),
                emailChange);
    }

    /** What of it may be seen while the data may only be stored: enough to be written to. */
    Profile restricted() {
        return new Profile(
                accountId,
                status,
                roles,
                null,
                givenName,
                familyName,
                null,
                null,
                null,
                null,
                null,
                partnerId,
                null,
                null,
                null,
                restrictedSince,
                null,
                null);
    }

    @Override
    public String toString() {
        return "Profile[" + accountId + "]";
    }
}
