package com.sanocrm.messaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.events.CampaignMailDecided;
import com.sanocrm.contracts.events.CampaignMailDecided.Outcome;
import com.sanocrm.contracts.id.CampaignId;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.campaign.Recipient.State;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecipientTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final Recipient waiting =
            new Recipient(
                    "r",
                    new CampaignId(CampaignId.PREFIX + "_" + UUID.randomUUID()),
                    Neighbours.newAccount(),
                    "newsletter",
                    State.WAITING,
                    null,
                    null);

    @Test
    void whatACrashLeftIsInDoubtAndNeverSentAgain() {
        var left = waiting.claim(NOW).state();

        var settled = left.inDoubt(NOW).state();

        assertThat(settled.state()).isEqualTo(State.IN_DOUBT);
        assertThat(settled.isFree()).isFalse();
        assertThat(settled.release().state()).isEqualTo(settled);
    }

    @Test
    void whatWasNotHandedOverMayBeTriedAgain() {
        assertThat(waiting.claim(NOW).state().release().state()).isEqualTo(waiting);
    }

    @Test
    void aDecisionIsMadeOnceAndTold() {
        var decided = waiting.claim(NOW).state().sent("choice-granted", NOW);

        assertThat(decided.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        CampaignMailDecided.class,
                        event -> assertThat(event.outcome()).isEqualTo(Outcome.SENT));
        assertThat(decided.state().suppressed("choice-denied", NOW).events()).isEmpty();
    }
}
