package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.CampaignId;
import java.time.Instant;

/** A recipient of a campaign was decided at the moment of sending. */
public record CampaignMailDecided(
        CampaignId campaignId,
        AccountId accountId,
        /* The purpose's wire name. */
        String purpose,
        Outcome outcome,
        /* The consent decision's reason. */
        String reason,
        Instant decidedAt)
        implements Event {

    /** What came of it. */
    public enum Outcome {
        SENT,
        SUPPRESSED,
        BOUNCED
    }

    @Override
    public EventType eventType() {
        return EventType.CAMPAIGN_MAIL_DECIDED;
    }

    @Override
    public String key() {
        return campaignId.value();
    }
}
