package com.sanocrm.identity.profile;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.account.AuditDetail;
import com.sanocrm.identity.account.AuditDetails;
import com.sanocrm.identity.account.Replaced;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What stood in a profile before, and why it was corrected: for the person and compliance. */
@RestController
class ChangeController {
    private static final String READ = "account.read-changes";

    private final Accounts accounts;
    private final AuditDetails details;
    private final AuditRecords records;
    private final AuditTrail trail;

    ChangeController(
            Accounts accounts, AuditDetails details, AuditRecords records, AuditTrail trail) {
        this.accounts = accounts;
        this.details = details;
        this.records = records;
        this.trail = trail;
    }

    /**
     * A correction.
     *
     * @param eventId of its audit record
     * @param by who corrected; absent for an approved request
     * @param reason absent where the person corrected by themselves
     */
    record ChangeView(
            EventId eventId,
            Instant at,
            @Nullable AccountId by,
            @Nullable String reason,
            Replaced replaced) {
        static ChangeView from(AuditDetail detail, AuditDetail.Words words) {
            return new ChangeView(
                    detail.id(), detail.at(), detail.by(), words.reason(), words.replaced());
        }

        @Override
        public String toString() {
            return "ChangeView[" + eventId + "]";
        }
    }

    /** Newest first. */
    @GetMapping("/api/v1/accounts/{accountId}/changes")
    @Access(action = READ, resource = "account")
    Page<ChangeView> changes(@PathVariable AccountId accountId, Page.Request page, Caller caller) {
        boolean may = caller.accountId().equals(accountId) || caller.is(Role.COMPLIANCE);
        if (!may || accounts.open(accountId).isEmpty()) {
            throw ProblemException.notFound();
        }
        List<AuditDetail> found = details.of(accountId, page);
        trail.record(
                records.success(
                        caller, READ, new Target(null, accountId, "account", accountId.value())));
        return page.page(
                found, one -> one.id().value(), one -> ChangeView.from(one, details.open(one)));
    }
}
