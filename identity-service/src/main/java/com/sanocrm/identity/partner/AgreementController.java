package com.sanocrm.identity.partner;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import jakarta.validation.Valid;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The agreement that holds with a partner, its renewal and its end. */
@RestController
class AgreementController {
    private final Partners partners;
    private final AuditRecords records;

    AgreementController(Partners partners, AuditRecords records) {
        this.partners = partners;
        this.records = records;
    }

    record AgreementView(
            PartnerId partnerId,
            Partner.State status,
            LocalDate signedOn,
            @Nullable LocalDate endsOn,
            @Nullable String documentSha256) {}

    @PutMapping("/api/v1/partners/{partnerId}/business-associate-agreement")
    @Access(roles = Role.OPERATOR, action = "partner.agree", resource = "partner")
    AgreementView agree(
            @PathVariable PartnerId partnerId,
            @Valid @RequestBody AgreementTerms terms,
            Caller caller) {
        var target = new Target(partnerId, null, "partner", partnerId.value());
        Partner partner =
                partners.agree(
                        partnerId,
                        terms.asSigned(),
                        records.success(caller, "partner.agree", target));
        return new AgreementView(
                partnerId,
                partner.state(),
                partner.agreement().signedOn(),
                partner.agreement().endsOn(),
                partner.agreement().documentSha256());
    }
}
