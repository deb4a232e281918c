package com.sanocrm.identity.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.events.EmergencyAccessChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.emergency.EmergencyAccess.Outcome;
import com.sanocrm.identity.emergency.EmergencyAccess.Review;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

class EmergencyAccessTest {
    private static final Instant OPENED = Instant.parse("2026-11-23T10:00:00Z");
    private static final AccountId PATIENT = new AccountId("acc_" + UUID.randomUUID());
    private static final AccountId CLINICIAN = new AccountId("acc_" + UUID.randomUUID());
    private static final AccountId OFFICER = new AccountId("acc_" + UUID.randomUUID());

    private final AuditRecords records =
            new AuditRecords(new Ids(Clock.systemUTC()), Clock.systemUTC());
    private final EmergencyAccess access =
            new EmergencyAccess(
                    new EmergencyAccessId("emg_" + UUID.randomUUID()),
                    EmergencyAccess.pairOf(CLINICIAN, PATIENT),
                    1,
                    new PartnerId("par_" + UUID.randomUUID()),
                    CLINICIAN,
                    PATIENT,
                    new Binary(new byte[] {1}),
                    Status.OPEN,
                    OPENED,
                    OPENED.plus(EmergencyAccess.LASTS),
                    null);

    private EmergencyAccess judged(EmergencyAccess current, Outcome outcome, Duration after) {
        return current.judged(
                        new Review(outcome, OFFICER, OPENED.plus(after), null),
                        records.bySystem("emergency-access.review", BreakGlass.target(access)))
                .state();
    }

    @Test
    void itEndsByItselfAfterFourHours() {
        assertThat(access.holdsAt(OPENED.plus(Duration.ofHours(4)).minusMillis(1))).isTrue();
        assertThat(access.holdsAt(OPENED.plus(Duration.ofHours(4)))).isFalse();
    }

    @Test
    void whatIsFoundUnjustifiedEndsAtOnce() {
        EmergencyAccess judged = judged(access, Outcome.UNJUSTIFIED, Duration.ofHours(1));

        assertThat(judged.status()).isEqualTo(Status.REVIEWED);
        assertThat(judged.until()).isEqualTo(OPENED.plus(Duration.ofHours(1)));
    }

    @Test
    void whatIsFoundJustifiedGoesOnToItsEnd() {
        assertThat(judged(access, Outcome.JUSTIFIED, Duration.ofHours(1)).until())
                .isEqualTo(access.until());
    }

    @Test
    void aLateJudgementMovesNoEnd() {
        assertThat(judged(access, Outcome.UNJUSTIFIED, Duration.ofHours(9)).until())
                .isEqualTo(access.until());
    }

    @Test
    void theFirstJudgementStands() {
        EmergencyAccess first = judged(access, Outcome.UNJUSTIFIED, Duration.ofHours(1));

        assertThat(judged(first, Outcome.JUSTIFIED, Duration.ofHours(2))).isEqualTo(first);
    }
}
