package com.sanocrm.messaging.campaign;

import com.sanocrm.contracts.events.CampaignMailDecided;
import com.sanocrm.contracts.events.CampaignMailDecided.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.CampaignId;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * One person of a campaign's audience. The claim is stored before the mail is handed over, so a
 * person gets a campaign's mail at most once: if the process dies in between, the mail is in doubt
 * and is not sent again.
 *
 * <pre>
 * WAITING --claim--&gt; CLAIMED --decide--&gt; SENT | SUPPRESSED | BOUNCED | IN_DOUBT
 *    ^--- not handed over ---+
 * </pre>
 *
 * @param purpose the campaign's, by wire name
 * @param reason of the consent decision, or of ours
 */
public record Recipient(
        @BsonId String id,
        CampaignId campaignId,
        AccountId accountId,
        String purpose,
        State state,
        @Nullable Instant claimedAt,
        @Nullable String reason) {
    static final String REASON_IN_DOUBT = "in-doubt";

    public enum State {
        WAITING,
        CLAIMED,
        SENT,
        SUPPRESSED,
        BOUNCED,
        IN_DOUBT
    }

    static Recipient of(Campaign campaign, AccountId account) {
        return new Recipient(
                campaign.id().value() + "|" + account.value(),
                campaign.id(),
                account,
                campaign.purpose().wireName(),
                State.WAITING,
                null,
                null);
    }

    boolean isFree() {
        return state == State.WAITING;
    }

    Change<Recipient> claim(Instant now) {
        return Change.of(with(State.CLAIMED, now, null));
    }

    /** Nothing was handed over; another try may. */
    Change<Recipient> release() {
        return Change.of(state == State.CLAIMED ? with(State.WAITING, null, null) : this);
    }

    Change<Recipient> sent(String why, Instant now) {
        return decided(State.SENT, Outcome.SENT, why, now);
    }

    Change<Recipient> suppressed(String why, Instant now) {
        return decided(State.SUPPRESSED, Outcome.SUPPRESSED, why, now);
    }

    Change<Recipient> bounced(String why, Instant now) {
        return decided(State.BOUNCED, Outcome.BOUNCED, why, now);
    }

    /** May have been sent: counted as sent towards others. */
    Change<Recipient> inDoubt(Instant now) {
        return decided(State.IN_DOUBT, Outcome.SENT, REASON_IN_DOUBT, now);
    }

    private Change<Recipient> decided(State next, Outcome outcome, String why, Instant now) {
        return state != State.CLAIMED
                ? Change.of(this)
                : Change.of(
                        with(next, claimedAt, why),
                        new CampaignMailDecided(campaignId, accountId, purpose, outcome, why, now));
    }

    private Recipient with(State next, @Nullable Instant claimed, @Nullable String why) {
        return new Recipient(id, campaignId, accountId, purpose, next, claimed, why);
    }
}
