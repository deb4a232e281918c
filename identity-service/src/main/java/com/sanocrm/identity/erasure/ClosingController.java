package com.sanocrm.identity.erasure;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.retention.ToldHolds;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A person ends the account, and is told before what that means. */
@RestController
class ClosingController {
    private final Closing closing;
    private final ToldHolds holds;
    private final RetentionRules rules;
    private final AuditRecords records;
    private final AuditTrail trail;

    ClosingController(
            Closing closing,
            ToldHolds holds,
            RetentionRules rules,
            AuditRecords records,
            AuditTrail trail) {
        this.closing = closing;
        this.holds = holds;
        this.rules = rules;
        this.records = records;
        this.trail = trail;
    }

    /**
     * What deleting one's personal data would mean today.
     *
     * @param deletesAccount always: there is no deletion of personal data that leaves the account
     * @param reversible never: nobody can undo it, we neither
     * @param onHold whether a legal process holds the data, so that the erasure waits for its end
     */
    record Preview(
            AccountId accountId,
            boolean deletesAccount,
            boolean reversible,
            boolean onHold,
            String rulesVersion,
            List<ErasedView> erased,
            List<ErasureView.KeptView> kept) {}

    record ErasedView(String dataClass, String what, String service) {}

    record Accepted(ErasureId erasureId, Erasure.State status, List<ErasureView.KeptView> kept) {}

    @GetMapping("/api/v1/accounts/me/erasure-preview")
    @Access(action = "erasure.preview", resource = "account")
    ResponseEntity<Preview> preview(Caller caller, Locale language) {
        AccountId account = caller.accountId();
        trail.record(
                records.success(
                        caller,
                        "erasure.preview",
                        new Target(caller.partnerId(), account, "account", account.value())));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new Preview(
                                account,
                                true,
                                false,
                                holds.hold(account),
                                rules.version(),
                                closing.erased(account).stream()
                                        .map(
                                                rule ->
                                                        new ErasedView(
                                                                rule.dataClass(),
                                                                rule.in(language),
                                                                rule.service()))
                                        .toList(),
                                ErasureView.KeptView.from(closing.kept(account), rules, language)));
    }

    /** A repeat gets the erasure that is under way. */
    @DeleteMapping("/api/v1/accounts/me")
    @Access(action = "erasure.request", resource = "account", formerOwner = true)
    ResponseEntity<Accepted> close(Caller caller, Locale language) {
        AccountId account = caller.accountId();
        Erasure erasure = closing.close(account, caller);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/erasures/" + erasure.id().value()))
                .body(
                        new Accepted(
                                erasure.id(),
                                erasure.state(),
                                ErasureView.KeptView.from(erasure.kept(), rules, language)));
    }
}
