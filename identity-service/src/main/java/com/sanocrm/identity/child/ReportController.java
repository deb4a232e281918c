package com.sanocrm.identity.child;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.identity.account.Account;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.child.ChildCase.Report;
import com.sanocrm.platform.security.OpenAccess;
import com.sanocrm.platform.web.NewResource;
import jakarta.validation.Valid;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Anybody reports. Nothing is locked by a report alone, else everybody could lock anybody out of
 * care; nobody learns whether there is an account.
 */
@RestController
class ReportController {
    private final ChildCases cases;
    private final Accounts accounts;
    private final CaseWords words;
    private final ChildSettings settings;
    private final CaseAudit audit;

    ReportController(
            ChildCases cases,
            Accounts accounts,
            CaseWords words,
            ChildSettings settings,
            CaseAudit audit) {
        this.cases = cases;
        this.accounts = accounts;
        this.words = words;
        this.settings = settings;
        this.audit = audit;
    }

    /** The same for every address. */
    record Received(String status) {}

    @PostMapping("/api/v1/child-reports")
    @OpenAccess(because = "Whoever knows of a child's account may say so, without one.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Received report(@Valid @RequestBody NewReport report, NewResource created) {
        AccountId account =
                accounts.ownerOf(report.accountEmail())
                        .filter(Account::canBeReported)
                        .map(Account::accountId)
                        .orElse(null);
        ChildCaseId id = account == null ? ChildCaseId.of(created.uuid()) : ChildCaseId.of(account);
        Instant now = cases.now();
        var received = new Report(created.uuid().toString(), words.seal(id, report), now);
        var record = audit.anonymous("child-report.make", id, account);
        Instant due = settings.reviewUntil(now);
        ChildCase known = cases.create(ChildCase.reported(id, account, received, due, record));
        if (!known.reports().contains(received)) {
            var _ = cases.change(id, current -> current.reportedAgain(received, due, record));
        }
        return new Received("received");
    }
}
