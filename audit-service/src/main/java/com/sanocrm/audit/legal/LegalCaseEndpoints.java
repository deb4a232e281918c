package com.sanocrm.audit.legal;

import com.sanocrm.audit.classification.DataClass;
import com.sanocrm.audit.legal.LegalCase.Result;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.DisclosureId;
import com.sanocrm.contracts.id.LegalCaseId;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
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

/** Compliance's cases of legal process. */
@RestController
@RequestMapping("/api/v1/legal-cases")
class LegalCaseEndpoints {
    private static final ProblemType OVER =
            new ProblemType("legal-case-closed", 409, "The case, or its hold, has ended");
    private static final ProblemType NOT_COVERED =
            new ProblemType("not-covered", 422, "The document does not name this");
    private static final ProblemType ASSURANCE_REQUIRED =
            new ProblemType("assurance-required", 422, "A subpoena needs an assurance");

    /** 45 CFR 164.528(a)(2)(ii)(C): what is demanded by word of mouth. */
    private static final Duration LONGEST_ORAL_SUSPENSION = Duration.ofDays(30);

    private static final String READ = "legal-case.read";
    private static final String TEXT = "[^\\p{Cntrl}]{1,200}";
    private static final String TEXT_SAYS = "1 to 200 characters without control characters";
    private static final String SHA256 = "[0-9a-f]{64}";
    private static final String SHA256_SAYS = "SHA-256 in lower-case hexadecimal";

    private final LegalCases cases;
    private final LegalRecords records;
    private final AuditTrail trail;
    private final Clock clock;

    LegalCaseEndpoints(LegalCases cases, LegalRecords records, AuditTrail trail, Clock clock) {
        this.cases = cases;
        this.records = records;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @param written whether the authority's statement is; an oral one holds for 30 days at most
     */
    record Suspension(@NotNull Instant until, boolean written) {}

    /**
     * @param hold true if absent: from now on nothing of these people is destroyed
     */
    record NewCase(
            @NotNull LegalProcess process,
            @NotNull @Pattern(regexp = TEXT, message = TEXT_SAYS) String authority,
            @NotNull @Pattern(regexp = SHA256, message = SHA256_SAYS) String documentSha256,
            @NotNull LocalDate servedOn,
            @NotEmpty Set<@NotNull DataClass> scope,
            @NotEmpty @Size(max = 100) List<@NotNull AccountId> subjectIds,
            LegalCase.@Nullable Assurance assurance,
            @Nullable @Valid Suspension accountingSuspension,
            @Nullable Boolean hold) {}

    record NewDisclosure(
            @NotNull AccountId subjectId,
            @NotEmpty Set<@NotNull DataClass> dataClasses,
            @NotNull @Pattern(regexp = TEXT, message = TEXT_SAYS) String recipient,
            @Nullable @Pattern(regexp = TEXT, message = TEXT_SAYS) String recipientAddress,
            @NotNull @Pattern(regexp = SHA256, message = SHA256_SAYS) String contentSha256) {}

    record NewClosing(
            @NotNull Result result,
            @NotNull @Pattern(regexp = TEXT, message = TEXT_SAYS) String ground) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = Role.COMPLIANCE, action = "legal-case.open", resource = LegalRecords.CASE)
    LegalCaseView open(@Valid @RequestBody NewCase asked, NewResource created, Caller caller) {
        Instant now = now();
        if (asked.servedOn().isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1))) {
            throw ProblemException.invalid("/servedOn", "Not in the future.");
        }
        var id = created.id(LegalCaseId.PREFIX, LegalCaseId::new);
        var opened =
                new LegalCase(
                        id,
                        asked.process(),
                        asked.authority(),
                        asked.documentSha256(),
                        asked.servedOn(),
                        asked.scope(),
                        asked.subjectIds().stream().distinct().toList(),
                        asked.assurance(),
                        suspendedUntil(asked.accountingSuspension(), now),
                        now,
                        !Boolean.FALSE.equals(asked.hold()),
                        null,
                        List.of(),
                        null);
        return LegalCaseView.from(
                cases.open(opened, records.ofCase(caller, "legal-case.open", id)));
    }

    private static @Nullable Instant suspendedUntil(@Nullable Suspension asked, Instant now) {
        if (asked == null) {
            return null;
        }
        if (!asked.until().isAfter(now)
                || (!asked.written() && asked.until().isAfter(now.plus(LONGEST_ORAL_SUSPENSION)))) {
            throw ProblemException.invalid(
                    "/accountingSuspension/until",
                    "In the future, and within 30 days when the statement is not written.");
        }
        return asked.until().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Newest first. */
    @GetMapping
    @Access(roles = Role.COMPLIANCE, action = READ, resource = LegalRecords.CASE)
    Page<LegalCaseView> list(
            @RequestParam(required = false) @Nullable AccountId subject,
            Caller caller,
            Page.Request page) {
        trail.record(records.ofCase(caller, READ, null));
        return page.page(
                cases.newest(subject, page.after(), page.limit() + 1),
                legalCase -> legalCase.caseId().value(),
                LegalCaseView::from);
    }

    @GetMapping("/{caseId}")
    @Access(roles = Role.COMPLIANCE, action = READ, resource = LegalRecords.CASE)
    LegalCaseView read(@PathVariable LegalCaseId caseId, Caller caller) {
        LegalCase found = cases.find(caseId).orElseThrow(ProblemException::notFound);
        trail.record(records.ofCase(caller, READ, caseId));
        return LegalCaseView.from(found);
    }

    /** Records what was handed over; the person finds it in the accounting of disclosures. */
    @PostMapping("/{caseId}/disclosures")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = Role.COMPLIANCE, action = LegalRecords.DISCLOSE, resource = LegalRecords.CASE)
    LegalCaseView disclose(
            @PathVariable LegalCaseId caseId,
            @Valid @RequestBody NewDisclosure asked,
            NewResource created,
            Caller caller) {
        Instant now = now();
        var id = created.id(DisclosureId.PREFIX, DisclosureId::new);
        return answer(
                cases.change(
                        caseId,
                        current ->
                                current.disclose(
                                        new LegalCase.Disclosed(
                                                id,
                                                asked.subjectId(),
                                                asked.dataClasses(),
                                                asked.recipient(),
                                                asked.recipientAddress(),
                                                asked.contentSha256(),
                                                now,
                                                !current.isSuspended(now))),
                        (before, after) -> records.disclosed(caller, before, after)));
    }

    /** From now on the data may be destroyed again, unless another case holds it. */
    @PostMapping("/{caseId}/hold-release")
    @Access(
            roles = Role.COMPLIANCE,
            action = "legal-case.release-hold",
            resource = LegalRecords.CASE)
    LegalCaseView releaseHold(@PathVariable LegalCaseId caseId, Caller caller) {
        return answer(
                cases.change(
                        caseId,
                        current -> current.releaseHold(now()),
                        (_, _) ->
                                List.of(
                                        records.ofCase(
                                                caller, "legal-case.release-hold", caseId))));
    }

    @PostMapping("/{caseId}/closing")
    @Access(roles = Role.COMPLIANCE, action = "legal-case.close", resource = LegalRecords.CASE)
    LegalCaseView close(
            @PathVariable LegalCaseId caseId, @Valid @RequestBody NewClosing asked, Caller caller) {
        return answer(
                cases.change(
                        caseId,
                        current ->
                                current.close(
                                        new LegalCase.Closing(
                                                asked.result(), asked.ground(), now())),
                        (_, _) -> List.of(records.ofCase(caller, "legal-case.close", caseId))));
    }

    private static LegalCaseView answer(LegalCase.Decision decision) {
        return switch (decision) {
            case LegalCase.Accepted(LegalCase next) -> LegalCaseView.from(next);
            case LegalCase.Over _ ->
                    throw new ProblemException(OVER, "Read the case for how and when.");
            case LegalCase.NotCovered _ ->
                    throw new ProblemException(
                            NOT_COVERED,
                            "Disclose of the case's people and scope only: 45 CFR 164.512.");
            case LegalCase.AssuranceMissing _ ->
                    throw new ProblemException(
                            ASSURANCE_REQUIRED,
                            "Open a case with the assurance: 45 CFR 164.512(e)(1)(ii).");
        };
    }

    /** As fine as documents keep it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
