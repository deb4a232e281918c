package com.sanocrm.identity.child;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ParentAsked;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.identity.child.ChildCase.Answer;
import com.sanocrm.identity.child.ChildCase.Decision;
import com.sanocrm.identity.child.ChildCase.Report;
import com.sanocrm.identity.child.ChildCase.State;
import com.sanocrm.identity.child.ChildCase.Verdict;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.test.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every step in every state: what it leads to, and what cannot be done. */
@Promise("P-04")
class ChildCaseTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant REVIEW = NOW.plus(Duration.ofDays(1));
    private static final Instant VERIFY = NOW.plus(Duration.ofDays(14));
    private static final Binary WORDS = new Binary(new byte[] {1});
    private static final AccountId CHILD = new AccountId("acc_" + UUID.randomUUID());
    private static final AuditRecorded RECORD =
            new AuditRecords(new Ids(Clock.systemUTC()), Clock.systemUTC())
                    .bySystem("test", new Target(null, CHILD, "child-report", null));

    /** What can happen to a case. */
    enum Step {
        REPORT,
        QUARANTINE,
        ASK,
        CONSENT,
        REFUSE,
        ACCEPT,
        DISMISS,
        ERASE,
        OUT_OF_TIME
    }

    /** Each state's row: what the steps lead to; a step that is not there changes nothing. */
    private static Map<Step, State> table(State from) {
        return switch (from) {
            case REPORTED ->
                    Map.of(
                            Step.QUARANTINE, State.QUARANTINED,
                            Step.DISMISS, State.DISMISSED,
                            Step.OUT_OF_TIME, State.QUARANTINED);
            case QUARANTINED ->
                    Map.of(
                            Step.ASK, State.PARENT_ASKED,
                            Step.DISMISS, State.DISMISSED,
                            Step.ERASE, State.ERASING,
                            Step.OUT_OF_TIME, State.ERASING);
            case PARENT_ASKED ->
                    Map.of(
                            Step.CONSENT, State.PARENT_ANSWERED,
                            Step.REFUSE, State.PARENT_ANSWERED,
                            Step.DISMISS, State.DISMISSED,
                            Step.ERASE, State.ERASING,
                            Step.OUT_OF_TIME, State.ERASING);
            case PARENT_ANSWERED ->
                    Map.of(
                            Step.ASK, State.PARENT_ASKED,
                            Step.ACCEPT, State.CONSENTED,
                            Step.DISMISS, State.DISMISSED,
                            Step.ERASE, State.ERASING,
                            Step.OUT_OF_TIME, State.ERASING);
            case CONSENTED, DISMISSED -> Map.of(Step.REPORT, State.REPORTED);
            case ERASING -> Map.of();
        };
    }

    /** A case in each state, by the shortest way. */
    private static ChildCase in(State state) {
        return switch (state) {
            case REPORTED -> reported(CHILD);
            case QUARANTINED -> after(in(State.REPORTED), Step.QUARANTINE);
            case PARENT_ASKED -> after(in(State.QUARANTINED), Step.ASK);
            case PARENT_ANSWERED -> after(in(State.PARENT_ASKED), Step.CONSENT);
            case CONSENTED -> after(in(State.PARENT_ANSWERED), Step.ACCEPT);
            case DISMISSED -> after(in(State.REPORTED), Step.DISMISS);
            case ERASING -> after(in(State.QUARANTINED), Step.ERASE);
        };
    }

    private static ChildCase reported(@Nullable AccountId account) {
        var id = ChildCaseId.of(CHILD);
        return ChildCase.reported(id, account, report(), REVIEW, RECORD).state();
    }

    private static Report report() {
        return new Report(UUID.randomUUID().toString(), WORDS, NOW);
    }

    private static ChildCase after(ChildCase current, Step step) {
        return change(current, step).map(Change::state).orElse(current);
    }

    private static Optional<Change<ChildCase>> change(ChildCase current, Step step) {
        return switch (step) {
            case REPORT -> Optional.of(current.reportedAgain(report(), REVIEW, RECORD));
            case QUARANTINE -> current.quarantined(decision(Verdict.QUARANTINE), VERIFY, RECORD);
            case ASK -> current.asked(CHILD, "sealed", "en", NOW, RECORD);
            case CONSENT -> answered(current, true);
            case REFUSE -> answered(current, false);
            case ACCEPT -> current.accepted(decision(Verdict.ACCEPT), RECORD);
            case DISMISS -> current.dismissed(decision(Verdict.DISMISS), RECORD);
            case ERASE -> current.erased(decision(Verdict.ERASE), RECORD);
            case OUT_OF_TIME ->
                    Optional.of(current.overdue(NOW.plus(Duration.ofDays(99)), VERIFY, RECORD));
        };
    }

    private static Optional<Change<ChildCase>> answered(ChildCase current, boolean consents) {
        return current.answered(NOW, new Answer(consents, NOW, WORDS), VERIFY, RECORD);
    }

    private static Decision decision(Verdict verdict) {
        return new Decision(verdict, CHILD, NOW, WORDS);
    }

    @ParameterizedTest
    @EnumSource
    void everyStepInEveryStateLeadsWhereTheTableSays(State from) {
        var reached = new EnumMap<Step, State>(Step.class);
        for (Step step : Step.values()) {
            ChildCase before = in(from);
            ChildCase after = after(before, step);
            if (after.state() != before.state()) {
                reached.put(step, after.state());
            }
        }

        assertThat(reached).isEqualTo(table(from));
    }

    @ParameterizedTest
    @EnumSource
    void noStateLastsForEverButAnEnd(State state) {
        assertThat(in(state).due() == null).isEqualTo(state.isEnd());
    }

    @ParameterizedTest
    @EnumSource
    void whateverTouchesTheAccountIsSettledBeforeItIsForgotten(State state) {
        ChildCase current = in(state);
        boolean touches = state.locks() || state == State.CONSENTED || state == State.ERASING;

        assertThat(current.unsettled() != null).isEqualTo(touches);
        assertThat(current.settled(state, NOW).state().unsettled()).isNull();
    }

    @Test
    void whatWasSettledForAStateThatWasLeftIsSettledAnew() {
        ChildCase dismissed = after(in(State.QUARANTINED), Step.DISMISS);

        assertThat(dismissed.settled(State.DISMISSED, NOW).state().unsettled()).isNull();
        assertThat(
                        dismissed
                                .settled(State.DISMISSED, NOW)
                                .state()
                                .settled(State.QUARANTINED, NOW)
                                .state()
                                .unsettled())
                .isEqualTo(NOW);
    }

    @Test
    void anEarlyLookChangesNothing() {
        ChildCase reported = in(State.REPORTED);

        assertThat(reported.overdue(REVIEW.minusMillis(1), VERIFY, RECORD).events()).isEmpty();
        assertThat(reported.overdue(REVIEW, VERIFY, RECORD).state().due()).isEqualTo(VERIFY);
    }

    @Test
    void aReportThatLeadsToNoAccountLocksNothingAndEndsByItself() {
        ChildCase lost = reported(null);

        assertThat(change(lost, Step.QUARANTINE)).isEmpty();
        ChildCase ended = after(lost, Step.OUT_OF_TIME);
        assertThat(ended.state()).isEqualTo(State.DISMISSED);
        assertThat(ended.reports()).allMatch(report -> report.words() == null);
        assertThat(ended.unsettled()).isNull();
    }

    @Test
    void onlyTheNewestLinkIsAnsweredAndOnce() {
        ChildCase asked = in(State.PARENT_ASKED);
        Instant later = NOW.plusSeconds(1);
        var again = asked.asked(CHILD, "sealed", "en", later, RECORD).orElseThrow();

        assertThat(again.events()).hasAtLeastOneElementOfType(ParentAsked.class);
        assertThat(answered(again.state(), true)).isEmpty();
        var answer = new Answer(true, later, WORDS);
        ChildCase answered =
                again.state().answered(later, answer, VERIFY, RECORD).orElseThrow().state();
        assertThat(answered.answered(later, answer, VERIFY, RECORD)).isEmpty();
    }

    @Test
    void aLinkCannotBeAnsweredAfterItsTime() {
        assertThat(in(State.PARENT_ASKED).waitsFor(NOW, VERIFY)).isFalse();
        assertThat(in(State.PARENT_ASKED).waitsFor(NOW, VERIFY.minusMillis(1))).isTrue();
    }

    @Test
    void askingAgainGivesNoMoreTimeButAnAnswerDoes() {
        ChildCase again = after(in(State.PARENT_ASKED), Step.ASK);
        assertThat(again.due()).isEqualTo(VERIFY);
        Instant longer = VERIFY.plus(Duration.ofDays(1));

        ChildCase answered =
                again.answered(NOW, new Answer(true, NOW, WORDS), longer, RECORD)
                        .orElseThrow()
                        .state();

        assertThat(answered.due()).isEqualTo(longer);
    }

    @Test
    void aParentsNoIsNeverAcceptedAsAYes() {
        ChildCase refused = after(in(State.PARENT_ASKED), Step.REFUSE);

        assertThat(change(refused, Step.ACCEPT)).isEmpty();
        assertThat(after(refused, Step.ERASE).state()).isEqualTo(State.ERASING);
    }

    @Test
    void aRepeatOfAReportAddsNothingAndManyStayFew() {
        ChildCase current = in(State.REPORTED);
        Report first = current.reports().getFirst();

        assertThat(current.reportedAgain(first, REVIEW, RECORD).events()).isEmpty();
        for (int i = 0; i < 50; i++) {
            current = after(current, Step.REPORT);
        }
        assertThat(current.reports()).hasSize(10).startsWith(first);
        assertThat(Objects.requireNonNull(current.due())).isEqualTo(REVIEW);
    }
}
