package com.sanocrm.messaging.care;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.events.PartnerChanged.Status;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.platform.test.Promise;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartnerTest {
    private static final Instant FIRST = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Instant LATER = FIRST.plusSeconds(60);

    @Test
    @Promise("P-46")
    void itsTimeCountsFromTheFirstWordOfItsEndUntilItHasAnAgreementAgain() {
        Partner active = Partner.from(event(Status.ACTIVE), Optional.empty(), FIRST);
        Partner ended = Partner.from(event(Status.SUSPENDED), Optional.of(active), FIRST);
        Partner still = Partner.from(event(Status.SUSPENDED), Optional.of(ended), LATER);
        Partner again = Partner.from(event(Status.ACTIVE), Optional.of(still), LATER);
        Partner endedAgain = Partner.from(event(Status.SUSPENDED), Optional.of(again), LATER);

        assertThat(active.endedAt()).isNull();
        assertThat(ended.endedAt()).isEqualTo(FIRST);
        assertThat(still.endedAt()).isEqualTo(FIRST);
        assertThat(again.endedAt()).isNull();
        assertThat(endedAgain.endedAt()).isEqualTo(LATER);
    }

    private static PartnerChanged event(Status status) {
        return new PartnerChanged(
                Neighbours.newPartner(), status, "A clinic", "US", LocalDate.of(2026, 1, 1));
    }
}
