package com.sanocrm.identity.child;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.contracts.id.ErasureId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as support and compliance see it.
 *
 * @param accountId absent where a report leads to none
 * @param dueAt when it goes on by itself
 * @param reports what was reported; absent in a list, and once nobody needs it
 * @param locked whether the account is kept from everybody, the login included
 */
record ChildCaseView(
        ChildCaseId caseId,
        @Nullable AccountId accountId,
        ChildCase.State status,
        boolean locked,
        Instant reportedAt,
        @Nullable Instant dueAt,
        int reportCount,
        @Nullable List<ReportView> reports,
        @Nullable AnswerView parentAnswer,
        @Nullable List<DecisionView> decisions,
        @Nullable ErasureId erasureId) {

    record ReportView(Instant receivedAt, @Nullable NewReport report) {}

    record AnswerView(Instant answeredAt, boolean consents, @Nullable ParentAnswer answer) {}

    record DecisionView(AccountId by, Instant at, @Nullable Verification decision) {}

    /** Without what people wrote. */
    static ChildCaseView outline(ChildCase of) {
        return new ChildCaseView(
                of.id(),
                of.accountId(),
                of.state(),
                of.state().locks() && of.unsettled() == null,
                of.reportedAt(),
                of.due(),
                of.reports().size(),
                null,
                null,
                null,
                erasure(of));
    }

    /** Whoever calls this has recorded the access. */
    static ChildCaseView from(ChildCase of, CaseWords words) {
        ChildCaseView outline = outline(of);
        if (of.state() == ChildCase.State.ERASING) {
            return outline;
        }
        ChildCase.Answer answer = of.answer();
        return new ChildCaseView(
                outline.caseId,
                outline.accountId,
                outline.status,
                outline.locked,
                outline.reportedAt,
                outline.dueAt,
                outline.reportCount,
                of.reports().stream()
                        .map(
                                one ->
                                        new ReportView(
                                                one.receivedAt(),
                                                words.open(of.id(), one.words(), NewReport.class)))
                        .toList(),
                answer == null
                        ? null
                        : new AnswerView(
                                answer.at(),
                                answer.consents(),
                                words.open(of.id(), answer.words(), ParentAnswer.class)),
                of.decisions().stream()
                        .map(
                                one ->
                                        new DecisionView(
                                                one.by(),
                                                one.at(),
                                                words.open(
                                                        of.id(), one.words(), Verification.class)))
                        .toList(),
                outline.erasureId);
    }

    private static @Nullable ErasureId erasure(ChildCase of) {
        AccountId account = of.accountId();
        return of.state() == ChildCase.State.ERASING && account != null
                ? ErasureId.of(account)
                : null;
    }

    @Override
    public String toString() {
        return "ChildCaseView[" + caseId + "]";
    }
}
