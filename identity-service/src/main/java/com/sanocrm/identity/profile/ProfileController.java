package com.sanocrm.identity.profile;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.account.Account;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.account.Correcting;
import com.sanocrm.identity.account.Corrections;
import com.sanocrm.identity.emergency.BreakGlass;
import com.sanocrm.identity.emergency.EmergencyAccess;
import com.sanocrm.identity.emergency.Justification;
import com.sanocrm.identity.relationship.CareRelationships;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.EntityTags;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProfileController {
    private static final String VIEW = "account.view";
    private static final String EMERGENCY = "emergency";

    private final Accounts accounts;
    private final CareRelationships relationships;
    private final BreakGlass glass;
    private final Correcting correcting;
    private final AuditRecords records;
    private final AuditTrail trail;

    ProfileController(
            Accounts accounts,
            CareRelationships relationships,
            BreakGlass glass,
            Correcting correcting,
            AuditRecords records,
            AuditTrail trail) {
        this.accounts = accounts;
        this.relationships = relationships;
        this.glass = glass;
        this.correcting = correcting;
        this.records = records;
        this.trail = trail;
    }

    @GetMapping("/api/v1/accounts/me")
    @Access(action = VIEW, resource = "account")
    ResponseEntity<Profile> mine(Caller caller) {
        return shown(caller, caller.accountId());
    }

    @GetMapping("/api/v1/accounts/{accountId}")
    @Access(
            roles = {Role.CLINICIAN, Role.SUPPORT},
            action = VIEW,
            resource = "account")
    ResponseEntity<Profile> another(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable String purposeOfUse,
            @RequestParam(required = false) @Nullable String justification,
            Caller caller) {
        if (isEmergency(purposeOfUse)) {
            return shown(
                    caller,
                    glass.standing(caller, accountId)
                            .orElseGet(
                                    () ->
                                            glass.open(
                                                    caller,
                                                    accountId,
                                                    Justification.of(justification))));
        }
        if (caller.is(Role.SUPPORT)
                || relationships.cares(caller.tenant(), caller.accountId(), accountId)) {
            return shown(caller, accountId);
        }
        return shown(
                caller, glass.standing(caller, accountId).orElseThrow(ProblemException::notFound));
    }

    @PatchMapping("/api/v1/accounts/me")
    @Access(action = "account.correct", resource = "account")
    ResponseEntity<Profile> correct(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Corrections corrections,
            Caller caller) {
        AccountId id = caller.accountId();
        var view = records.success(caller, VIEW, target(caller, id));
        var record = records.success(caller, "account.correct", target(caller, id));
        return answer(caller, correcting.byPerson(id, ifMatch, corrections, view, record));
    }

    private ResponseEntity<Profile> shown(Caller caller, AccountId id) {
        Stored<Account> found = accounts.open(id).orElseThrow(ProblemException::notFound);
        trail.record(records.success(caller, VIEW, target(caller, id)));
        return answer(caller, found);
    }

    private static boolean isEmergency(@Nullable String purposeOfUse) {
        if (purposeOfUse != null && !purposeOfUse.equals(EMERGENCY)) {
            throw ProblemException.invalid("/purposeOfUse", "emergency, or nothing.");
        }
        return purposeOfUse != null;
    }

    private ResponseEntity<Profile> shown(Caller caller, EmergencyAccess access) {
        Stored<Account> found =
                accounts.open(access.patientId()).orElseThrow(ProblemException::notFound);
        trail.record(records.inEmergency(caller, VIEW, BreakGlass.target(access)));
        return answer(found, Profile.from(found.state(), accounts.reveal(found.state()), null));
    }

    private static Target target(Caller caller, AccountId id) {
        return new Target(caller.partnerId(), id, "account", id.value());
    }

    /**
     * Of somebody who has the processing restricted others see by whom they are written to, and no
     * more; an emergency shows all. Whoever calls this has recorded the access.
     */
    private ResponseEntity<Profile> answer(Caller caller, Stored<Account> stored) {
        Account account = stored.state();
        boolean own = caller.accountId().equals(account.accountId());
        Profile all = Profile.from(account, accounts.reveal(account), own ? change(account) : null);
        return answer(stored, own || account.restrictedSince() == null ? all : all.restricted());
    }

    private Profile.@Nullable EmailChange change(Account account) {
        return accounts.revealWanted(account, Profile.EmailChange::new);
    }

    private static ResponseEntity<Profile> answer(Stored<Account> stored, Profile profile) {
        return ResponseEntity.ok()
                .eTag(EntityTags.of(stored.version()))
                .cacheControl(CacheControl.noStore())
                .body(profile);
    }
}
