package com.sanocrm.messaging.campaign;

import com.mongodb.MongoException;
import com.sanocrm.messaging.consent.HandOvers;
import com.sanocrm.messaging.consent.NewestChoices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Works campaigns off. Instances share by claiming recipients one by one; nothing is in memory, so
 * a process that dies leaves at worst one mail in doubt.
 */
@Component
class CampaignSender {
    private static final Logger log = LoggerFactory.getLogger(CampaignSender.class);
    private static final int BATCH = 50;

    /* Longer than any recipient can take. */
    private static final Duration LEFT_BEHIND = HandOvers.LONGEST.multipliedBy(6);

    private final Campaigns campaigns;
    private final Recipients recipients;
    private final Audience audience;
    private final CampaignMail mail;
    private final NewestChoices choices;
    private final Clock clock;

    CampaignSender(
            Campaigns campaigns,
            Recipients recipients,
            Audience audience,
            CampaignMail mail,
            NewestChoices choices,
            Clock clock) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.audience = audience;
        this.mail = mail;
        this.choices = choices;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void work() {
        try {
            campaigns.unfinished().forEach(this::work);
        } catch (MongoException away) {
            log.atWarn().log("Campaigns wait for the store");
        }
    }

    private void work(Campaign campaign) {
        switch (campaign.status()) {
            case PREPARING -> audience.prepare(campaign);
            case SENDING -> send(campaign);
            case DONE -> {}
        }
    }

    private void send(Campaign campaign) {
        List<Recipient> waiting = new ArrayList<>(recipients.waiting(campaign.id(), BATCH));
        if (waiting.isEmpty()) {
            finish(campaign);
            return;
        }
        if (!choices.haveArrived()) {
            return;
        }
        /* So that instances seldom ask for the same one. */
        Collections.shuffle(waiting);
        waiting.stream()
                .filter(recipient -> recipients.claim(recipient, clock.instant()))
                .forEach(recipient -> decide(campaign, recipient));
    }

    private void decide(Campaign campaign, Recipient recipient) {
        CampaignMail.Result result = mail.send(campaign, recipient);
        Instant now = clock.instant();
        recipients.change(
                recipient,
                claimed ->
                        switch (result) {
                            case CampaignMail.Sent(String reason) -> claimed.sent(reason, now);
                            case CampaignMail.Suppressed(String reason) ->
                                    claimed.suppressed(reason, now);
                            case CampaignMail.Bounced(String reason) ->
                                    claimed.bounced(reason, now);
                            case CampaignMail.InDoubt _ -> claimed.inDoubt(now);
                            case CampaignMail.Later _ -> claimed.release();
                        });
    }

    private void finish(Campaign campaign) {
        if (recipients.count(campaign.id(), Recipient.State.CLAIMED) == 0) {
            campaigns.change(campaign.id(), Campaign::sent);
        }
    }

    @Scheduled(fixedDelayString = "PT10S")
    void settleWhatIsLeftBehind() {
        Instant now = clock.instant();
        recipients
                .leftBehind(now.minus(LEFT_BEHIND), BATCH)
                .forEach(left -> recipients.change(left, current -> current.inDoubt(now)));
    }
}
