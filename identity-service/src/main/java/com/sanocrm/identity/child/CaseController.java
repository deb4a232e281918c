package com.sanocrm.identity.child;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.identity.account.Wording;
import com.sanocrm.identity.child.ChildCase.Decision;
import com.sanocrm.identity.child.ChildCase.State;
import com.sanocrm.identity.child.ChildCase.Verdict;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The work list: support and compliance look, ask a parent, and decide. */
@RestController
@RequestMapping("/api/v1/child-reports")
class CaseController {
    private static final String READ = "child-report.read";
    private static final ProblemType NOT_NOW =
            new ProblemType("child-report-state", 409, "This cannot be done with the report now");

    private final ChildCases cases;
    private final CaseWords words;
    private final CaseDesk desk;
    private final CaseAudit audit;

    CaseController(ChildCases cases, CaseWords words, CaseDesk desk, CaseAudit audit) {
        this.cases = cases;
        this.words = words;
        this.desk = desk;
        this.audit = audit;
    }

    /**
     * @param language of the mail; English when absent
     */
    record NewQuestion(
            @NotNull @Pattern(regexp = Wording.EMAIL, message = Wording.EMAIL_SAYS) String email,
            @Nullable @Pattern(regexp = "en|ar", message = "en or ar") String language) {
        @Override
        public String toString() {
            return "NewQuestion[redacted]";
        }
    }

    @GetMapping
    @Access(
            roles = {Role.SUPPORT, Role.COMPLIANCE},
            action = "child-report.list",
            resource = CaseAudit.RESOURCE)
    Page<ChildCaseView> list(
            @RequestParam(required = false) @Nullable String status,
            Page.Request page,
            Caller caller) {
        List<ChildCase> found = cases.page(status == null ? null : read(status), page);
        audit.seen(
                caller,
                "child-report.list",
                found.subList(0, Math.min(found.size(), page.limit())));
        return page.page(found, one -> one.id().value(), ChildCaseView::outline);
    }

    @GetMapping("/{caseId}")
    @Access(
            roles = {Role.SUPPORT, Role.COMPLIANCE},
            action = READ,
            resource = CaseAudit.RESOURCE)
    ChildCaseView one(@PathVariable ChildCaseId caseId, Caller caller) {
        ChildCase found = find(caseId);
        audit.seen(caller, READ, List.of(found));
        return ChildCaseView.from(found, words);
    }

    /** Sends a link to a parent's address. */
    @PostMapping("/{caseId}/parent")
    @Access(
            roles = {Role.SUPPORT, Role.COMPLIANCE},
            action = "child-report.ask-parent",
            resource = CaseAudit.RESOURCE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ChildCaseView ask(
            @PathVariable ChildCaseId caseId,
            @Valid @RequestBody NewQuestion question,
            Caller caller) {
        ChildCase found = find(caseId);
        AccountId child = found.accountId();
        if (child == null) {
            throw notNow();
        }
        return ChildCaseView.outline(
                desk.ask(
                                found,
                                child,
                                new Sensitive(question.email()),
                                question.language() == null ? "en" : question.language(),
                                audit.by(caller, "child-report.ask-parent", found))
                        .orElseThrow(CaseController::notNow));
    }

    @PostMapping("/{caseId}/decision")
    @Access(
            roles = {Role.SUPPORT, Role.COMPLIANCE},
            action = "child-report.decide",
            resource = CaseAudit.RESOURCE)
    ChildCaseView decide(
            @PathVariable ChildCaseId caseId,
            @Valid @RequestBody Verification verification,
            Caller caller) {
        boolean accepts = verification.decision() == Verdict.ACCEPT;
        if (accepts && (verification.method() == null || verification.reference() == null)) {
            throw ProblemException.invalid(
                    "/method", "By which method it was verified, and the reference of its proof.");
        }
        ChildCase found = find(caseId);
        Instant now = cases.now();
        var decision =
                new Decision(
                        verification.decision(),
                        caller.accountId(),
                        now,
                        words.seal(caseId, verification));
        return ChildCaseView.outline(
                desk.decide(found, decision, audit.by(caller, "child-report.decide", found))
                        .orElseThrow(CaseController::notNow));
    }

    private static State read(String status) {
        return Arrays.stream(State.values())
                .filter(one -> WireJson.wireName(one).equals(status))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("/status", "A status of a report."));
    }

    private ChildCase find(ChildCaseId id) {
        return cases.find(id).orElseThrow(ProblemException::notFound);
    }

    private static ProblemException notNow() {
        return new ProblemException(NOT_NOW, "See its status.");
    }
}
