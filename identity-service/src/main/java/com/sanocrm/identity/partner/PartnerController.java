package com.sanocrm.identity.partner;

import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.account.Country;
import com.sanocrm.identity.account.Wording;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.NewResource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PartnerController {
    static final ProblemType AGREEMENT_REQUIRED =
            new ProblemType(
                    "agreement-required", 422, "No partner without a business associate agreement");

    private final PartnerOpening opening;
    private final Partners partners;
    private final Staff staff;

    PartnerController(PartnerOpening opening, Partners partners, Staff staff) {
        this.opening = opening;
        this.partners = partners;
        this.staff = staff;
    }

    record NewPartner(
            @NotNull @Pattern(regexp = Wording.NAME, message = Wording.NAME_SAYS) String name,
            @NotNull @Country String country,
            @Nullable @Valid AgreementTerms businessAssociateAgreement,
            @Nullable @Valid NewStaff administrator) {}

    /** The only answer that holds the secret. */
    record Opened(
            PartnerId partnerId,
            String name,
            String country,
            PartnerChanged.Status status,
            String clientId,
            String clientSecret,
            Staff.@Nullable Joined administrator) {
        @Override
        public String toString() {
            return "Opened[" + partnerId + "]";
        }
    }

    @PostMapping("/api/v1/partners")
    @Access(
            roles = com.sanocrm.platform.security.Role.OPERATOR,
            action = "partner.create",
            resource = "partner")
    @ResponseStatus(HttpStatus.CREATED)
    Opened open(@Valid @RequestBody NewPartner asked, NewResource created, Caller caller) {
        AgreementTerms agreement = asked.businessAssociateAgreement();
        if (agreement == null) {
            throw new ProblemException(
                    AGREEMENT_REQUIRED, "Name the date and the signatory of the agreement.");
        }
        return opening.open(created, asked, agreement.asSigned(), caller);
    }

    @PostMapping("/api/v1/partners/{partnerId}/clinicians")
    @Access(
            roles = com.sanocrm.platform.security.Role.PARTNER_ADMIN,
            action = "account.invite",
            resource = "account")
    @ResponseStatus(HttpStatus.CREATED)
    Staff.Joined invite(
            @PathVariable PartnerId partnerId,
            @Valid @RequestBody NewStaff clinician,
            NewResource created,
            Caller caller) {
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        return staff.join(
                created.id(AccountId.PREFIX, AccountId::new),
                Role.CLINICIAN,
                partner,
                clinician,
                caller);
    }
}
