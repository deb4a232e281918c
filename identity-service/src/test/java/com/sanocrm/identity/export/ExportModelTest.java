package com.sanocrm.identity.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ExportOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.test.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

/** The states of an export. */
class ExportModelTest {
    private static final String UUID = "_0197a1b2-0000-7000-8000-000000000001";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final AuditRecorded RECORD =
            new AuditRecorded(
                    new EventId("evt" + UUID),
                    NOON,
                    "privacy-request.export-ready",
                    AuditRecorded.Outcome.SUCCESS,
                    null,
                    "system",
                    null,
                    new AccountId("acc" + UUID),
                    "privacy-request",
                    null,
                    "HOPERAT",
                    null);

    @Test
    @Promise("P-29")
    void whoeverIsMissingIsAskedAgainAndNamedOnce() {
        Export export = ordered().whole("a", "1", NOON).state();

        Change<Export> early = export.overdue(NOON.plusSeconds(29));
        Change<Export> late = export.overdue(NOON.plusSeconds(30));
        Change<Export> later = late.state().overdue(NOON.plusSeconds(60));

        assertThat(early.events()).isEmpty();
        assertThat(late.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        ExportOrdered.class,
                        order -> assertThat(order.services()).containsExactly("b"));
        assertThat(late.state().timeline())
                .singleElement()
                .satisfies(step -> assertThat(step.services()).containsExactly("b"));
        assertThat(later.events()).hasSize(1);
        assertThat(later.state().timeline()).hasSize(1);
    }

    @Test
    @Promise("P-29")
    void theFirstWholePartOfAServiceCountsAndAWeekLaterNoneCanBeRead() {
        Export checking =
                ordered()
                        .whole("a", "1", NOON)
                        .state()
                        .whole("a", "2", NOON)
                        .state()
                        .whole("b", "3", NOON)
                        .state();
        Export ready = checking.checked(NOON, RECORD).state();
        Instant end = NOON.plus(Duration.ofDays(7));

        assertThat(checking.state()).isEqualTo(Export.State.CHECKING);
        assertThat(checking.runs()).containsEntry("a", "1");
        assertThat(ready.whole("a", "4", NOON).state()).isEqualTo(ready);
        assertThat(ready.expired(end.minusMillis(1), RECORD).state()).isEqualTo(ready);
        Export expired = ready.expired(end, RECORD).state();
        assertThat(expired.state()).isEqualTo(Export.State.EXPIRED);
        assertThat(expired.secret()).isNull();
        assertThat(expired.due()).isNull();
    }

    private static Export ordered() {
        return Export.ordered(
                        new PrivacyRequestId("prq" + UUID),
                        new AccountId("acc" + UUID),
                        Set.of("a", "b"),
                        "public",
                        new Binary(new byte[] {1}),
                        NOON)
                .state();
    }
}
