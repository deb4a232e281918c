package com.sanocrm.identity.child;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.ParentAsked;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The question whether an account is a child's, from the first report to its end. An account has
 * one; a report that leads to no account has one of its own, and looks the same to its sender.
 *
 * <pre>
 *           reported         no child, says support
 * (none) ------------&gt; REPORTED ------------------------------------------+
 *                         | support says so, or did not look in time      |
 *                         v                                               |
 *  +--- out of time -- QUARANTINED -------------- no child ---------------+
 *  |    or refused        | a parent is asked, by a link                  |
 *  |                      v                                               |
 *  +--- out of time -- PARENT_ASKED &lt;-+ asked again --- no child ---------+
 *  |    or refused        |           | (the link before is void)         |
 *  |                      | answered, by the newest link, once            |
 *  |                      v           |                                   v
 *  +--- out of time -- PARENT_ANSWERED+ ---------- no child ----------&gt; DISMISSED
 *  v    or refused        |
 * ERASING                 +-- consents, and support verified who it is --&gt; CONSENTED
 * </pre>
 *
 * From QUARANTINED to PARENT_ANSWERED the account is kept from everybody, its owner among them. A
 * report of one that is DISMISSED or CONSENTED begins anew; one that is ERASING has no way back,
 * and ends with the account. Asking again gives no more time. Without an account, the end of its
 * time dismisses the report. Whatever a state means for account and login is made true again and
 * again until it is ({@link #settled}).
 *
 * @param accountId null where a report leads to none
 * @param due when it goes on by itself; null when it does not
 * @param question null before a parent was asked
 * @param answer null before a parent answered
 * @param unsettled since when account and login do not have what the state means; null when they do
 */
public record ChildCase(
        @BsonId ChildCaseId id,
        @Nullable AccountId accountId,
        State state,
        List<Report> reports,
        List<Decision> decisions,
        Instant reportedAt,
        @Nullable Instant due,
        @Nullable Question question,
        @Nullable Answer answer,
        @Nullable Instant unsettled) {
    /* More say no more; of those only the last is kept. */
    private static final int KEPT_REPORTS = 10;

    public enum State {
        REPORTED,
        QUARANTINED,
        PARENT_ASKED,
        PARENT_ANSWERED,
        CONSENTED,
        DISMISSED,
        ERASING;

        /** Whether the account is kept from everybody. */
        boolean locks() {
            return switch (this) {
                case QUARANTINED, PARENT_ASKED, PARENT_ANSWERED -> true;
                case REPORTED, CONSENTED, DISMISSED, ERASING -> false;
            };
        }

        boolean isEnd() {
            return this == CONSENTED || this == DISMISSED || this == ERASING;
        }
    }

    /** What may be decided. */
    public enum Verdict {
        QUARANTINE,
        ACCEPT,
        DISMISS,
        ERASE
    }

    /**
     * @param id of the request, so that a repeat adds nothing
     * @param words encrypted; null once nobody needs them
     */
    public record Report(String id, @Nullable Binary words, Instant receivedAt) {}

    /**
     * @param words encrypted: the reason, and by which evidence a parent was verified
     */
    public record Decision(Verdict verdict, AccountId by, Instant at, Binary words) {}

    /**
     * @param askedAt names it: a link with another time is none
     */
    public record Question(Instant askedAt, Instant expiresAt) {}

    /**
     * @param words encrypted: who answered
     */
    public record Answer(boolean consents, Instant at, Binary words) {}

    public ChildCase {
        reports = List.copyOf(reports);
        decisions = List.copyOf(decisions);
    }

    static Change<ChildCase> reported(
            ChildCaseId id,
            @Nullable AccountId account,
            Report report,
            Instant due,
            AuditRecorded record) {
        return Change.of(
                new ChildCase(
                        id,
                        account,
                        State.REPORTED,
                        List.of(report),
                        List.of(),
                        report.receivedAt(),
                        due,
                        null,
                        null,
                        null),
                record);
    }

    /** Another report about the same account; a repeat of one changes nothing. */
    Change<ChildCase> reportedAgain(Report report, Instant dueWhenAnew, AuditRecorded record) {
        boolean known = reports.stream().anyMatch(one -> one.id().equals(report.id()));
        if (known || state == State.ERASING) {
            return Change.of(this);
        }
        if (!state.isEnd()) {
            return Change.of(with(with(report)), record);
        }
        return Change.of(
                new ChildCase(
                        id,
                        accountId,
                        State.REPORTED,
                        with(report),
                        decisions,
                        report.receivedAt(),
                        dueWhenAnew,
                        null,
                        null,
                        unsettled),
                record);
    }

    /** Empty when this cannot be done with it now; as with all that follow. */
    Optional<Change<ChildCase>> quarantined(
            Decision decision, Instant until, AuditRecorded record) {
        return state == State.REPORTED && accountId != null
                ? Optional.of(decided(State.QUARANTINED, until, decision, record))
                : Optional.empty();
    }

    Optional<Change<ChildCase>> asked(
            AccountId child,
            String sealedEmail,
            String language,
            Instant now,
            AuditRecorded record) {
        if (!state.locks() || due == null) {
            return Optional.empty();
        }
        var next =
                new ChildCase(
                        id,
                        accountId,
                        State.PARENT_ASKED,
                        reports,
                        decisions,
                        reportedAt,
                        due,
                        new Question(now, due),
                        null,
                        unsettled);
        Event event = new ParentAsked(id, child, sealedEmail, language, now, due);
        return Optional.of(Change.of(next, event, record));
    }

    /** Whether the link of that question can be answered. */
    boolean waitsFor(Instant askedAt, Instant now) {
        return state == State.PARENT_ASKED
                && question != null
                && question.askedAt().equals(askedAt)
                && now.isBefore(question.expiresAt());
    }

    Optional<Change<ChildCase>> answered(
            Instant askedAt, Answer given, Instant decidedUntil, AuditRecorded record) {
        if (!waitsFor(askedAt, given.at()) || due == null) {
            return Optional.empty();
        }
        var next =
                new ChildCase(
                        id,
                        accountId,
                        State.PARENT_ANSWERED,
                        reports,
                        decisions,
                        reportedAt,
                        due.isBefore(decidedUntil) ? decidedUntil : due,
                        question,
                        given,
                        unsettled);
        return Optional.of(Change.of(next, record));
    }

    /** A parent consents, and is one, as support has made sure (16 CFR 312.5(b)). */
    Optional<Change<ChildCase>> accepted(Decision decision, AuditRecorded record) {
        return state == State.PARENT_ANSWERED && answer != null && answer.consents()
                ? Optional.of(decided(State.CONSENTED, null, decision, record))
                : Optional.empty();
    }

    Optional<Change<ChildCase>> dismissed(Decision decision, AuditRecorded record) {
        return state.isEnd()
                ? Optional.empty()
                : Optional.of(decided(State.DISMISSED, null, decision, record));
    }

    Optional<Change<ChildCase>> erased(Decision decision, AuditRecorded record) {
        return state.locks()
                ? Optional.of(decided(State.ERASING, null, decision, record))
                : Optional.empty();
    }

    /** Its time is up: it goes on without anybody. */
    Change<ChildCase> overdue(Instant now, Instant verifiedUntil, AuditRecorded record) {
        if (due == null || now.isBefore(due)) {
            return Change.of(this);
        }
        return switch (state) {
            case REPORTED ->
                    Change.of(
                            accountId == null
                                    ? to(State.DISMISSED, null, now)
                                    : to(State.QUARANTINED, verifiedUntil, now),
                            record);
            case QUARANTINED, PARENT_ASKED, PARENT_ANSWERED ->
                    Change.of(to(State.ERASING, null, now), record);
            case CONSENTED, DISMISSED, ERASING -> Change.of(this);
        };
    }

    /**
     * Account and login have what that state means.
     *
     * @param done of the state that it was done for; if it was left meanwhile, it is done anew
     */
    Change<ChildCase> settled(State done, Instant now) {
        return Change.of(settledAt(done == state || (done.locks() && state.locks()) ? null : now));
    }

    private Change<ChildCase> decided(
            State next, @Nullable Instant nextDue, Decision decision, AuditRecorded record) {
        var all = new ArrayList<>(decisions);
        all.add(decision);
        ChildCase moved = to(next, nextDue, decision.at());
        return Change.of(
                new ChildCase(
                        id,
                        accountId,
                        moved.state,
                        moved.reports,
                        all,
                        reportedAt,
                        nextDue,
                        question,
                        answer,
                        moved.unsettled),
                record);
    }

    /** At an end that the account outlives, nobody needs the reporters any more. */
    private ChildCase to(State next, @Nullable Instant nextDue, Instant now) {
        List<Report> kept =
                next == State.CONSENTED || next == State.DISMISSED
                        ? reports.stream()
                                .map(one -> new Report(one.id(), null, one.receivedAt()))
                                .toList()
                        : reports;
        boolean touchesAccount = accountId != null && (state.locks() || next.locks());
        return new ChildCase(
                id,
                accountId,
                next,
                kept,
                decisions,
                reportedAt,
                nextDue,
                question,
                answer,
                touchesAccount ? now : unsettled);
    }

    private List<Report> with(Report report) {
        var all = new ArrayList<>(reports);
        if (all.size() == KEPT_REPORTS) {
            all.removeLast();
        }
        all.add(report);
        return all;
    }

    private ChildCase with(List<Report> all) {
        return new ChildCase(
                id, accountId, state, all, decisions, reportedAt, due, question, answer, unsettled);
    }

    private ChildCase settledAt(@Nullable Instant since) {
        return new ChildCase(
                id, accountId, state, reports, decisions, reportedAt, due, question, answer, since);
    }
}
