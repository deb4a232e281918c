package com.sanocrm.messaging.campaign;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.CampaignId;
import com.sanocrm.messaging.campaign.Recipient.State;
import com.sanocrm.platform.consent.ConsentDecision.Reason;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How far a campaign has come: numbers only.
 *
 * @param suppressed reason to number of people
 * @param inDoubt perhaps sent, never sent again
 */
record CampaignView(
        CampaignId campaignId,
        Purpose purpose,
        Campaign.Status status,
        long waiting,
        long sent,
        Map<String, Long> suppressed,
        long bounced,
        long inDoubt) {

    static CampaignView from(Campaign campaign, Recipients recipients) {
        CampaignId id = campaign.id();
        return new CampaignView(
                id,
                campaign.purpose(),
                campaign.status(),
                recipients.count(id, State.WAITING) + recipients.count(id, State.CLAIMED),
                recipients.count(id, State.SENT),
                suppressed(id, recipients),
                recipients.count(id, State.BOUNCED),
                recipients.count(id, State.IN_DOUBT));
    }

    private static Map<String, Long> suppressed(CampaignId id, Recipients recipients) {
        var byReason = new TreeMap<String, Long>();
        Stream.concat(
                        Arrays.stream(Reason.values()).map(Reason::wireName),
                        Stream.of(
                                CampaignMail.NO_CONTACT_POINT,
                                Hindrances.ACCOUNT_DECIDES,
                                Hindrances.ADDRESS_BOUNCED,
                                CampaignMail.UNUSABLE_ADDRESS))
                .forEach(
                        reason -> {
                            long people = recipients.countSuppressed(id, reason);
                            if (people > 0) {
                                byReason.put(reason, people);
                            }
                        });
        return byReason;
    }
}
