package com.sanocrm.identity.relationship;

import com.sanocrm.contracts.events.CareRelationshipChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.RelationshipId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CareRelationshipController {
    private static final String PATH =
            "/api/v1/partners/{partnerId}/care-relationships/{accountId}";

    private final Partners partners;
    private final Accounts accounts;
    private final Clinicians clinicians;
    private final CareRelationships relationships;

    CareRelationshipController(
            Partners partners,
            Accounts accounts,
            Clinicians clinicians,
            CareRelationships relationships) {
        this.partners = partners;
        this.accounts = accounts;
        this.clinicians = clinicians;
        this.relationships = relationships;
    }

    record Team(@NotNull @Size(max = 100) Set<@NotNull AccountId> clinicianIds) {}

    record Relationship(
            RelationshipId relationshipId,
            PartnerId partnerId,
            AccountId accountId,
            List<AccountId> clinicianIds,
            Status status,
            Instant since,
            @Nullable Instant until) {
        static Relationship from(CareRelationship relationship) {
            return new Relationship(
                    relationship.relationshipId(),
                    relationship.partnerId(),
                    relationship.patientId(),
                    relationship.clinicianIds(),
                    relationship.status(),
                    relationship.since(),
                    relationship.until());
        }
    }

    @PutMapping(PATH)
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "care-relationship.assign",
            resource = "care-relationship")
    ResponseEntity<Relationship> put(
            @PathVariable PartnerId partnerId,
            @PathVariable AccountId accountId,
            @Valid @RequestBody Team team,
            Caller caller) {
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        if (accounts.find(accountId).filter(found -> found.state().isPatient()).isEmpty()) {
            throw ProblemException.notFound();
        }
        clinicians.require(partner, team.clinicianIds());
        var put = relationships.put(partner, accountId, team.clinicianIds(), caller);
        return ResponseEntity.status(put.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(Relationship.from(put.relationship()));
    }

    @DeleteMapping(PATH)
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "care-relationship.end",
            resource = "care-relationship")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable PartnerId partnerId, @PathVariable AccountId accountId, Caller caller) {
        relationships.end(partners.of(caller, partnerId).partnerId(), accountId, caller);
    }
}
