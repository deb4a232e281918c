package com.sanocrm.messaging.campaign;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.care.CareTeams;
import com.sanocrm.messaging.newsletter.Subscribers;
import com.sanocrm.messaging.people.People;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists whom a campaign is for. */
@Component
class Audience {
    private static final int PAGE = 500;

    private final Campaigns campaigns;
    private final Recipients recipients;
    private final People people;
    private final CareTeams teams;
    private final Subscribers subscribers;

    Audience(
            Campaigns campaigns,
            Recipients recipients,
            People people,
            CareTeams teams,
            Subscribers subscribers) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.people = people;
        this.teams = teams;
        this.subscribers = subscribers;
    }

    /** Begun again after a crash, or by two at once, it lists everybody once. */
    void prepare(Campaign campaign) {
        list(campaign, last -> patientsAfter(campaign.audience(), last));
        if (campaign.isForSubscribers()) {
            list(campaign, last -> subscribers.confirmedAfter(last, PAGE));
        }
        campaigns.change(campaign.id(), Campaign::prepared);
    }

    private void list(Campaign campaign, Function<@Nullable AccountId, List<AccountId>> pageAfter) {
        AccountId last = null;
        List<AccountId> page;
        do {
            page = pageAfter.apply(last);
            page.forEach(person -> recipients.list(Recipient.of(campaign, person)));
            last = page.isEmpty() ? null : page.getLast();
        } while (page.size() == PAGE);
    }

    private List<AccountId> patientsAfter(@Nullable PartnerId partner, @Nullable AccountId last) {
        return partner == null
                ? people.patientsAfter(last, PAGE)
                : teams.patientsAfter(partner, last, PAGE);
    }
}
