package com.sanocrm.messaging.campaign;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.care.CareTeams;
import com.sanocrm.messaging.people.People;
import java.util.List;
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

    Audience(Campaigns campaigns, Recipients recipients, People people, CareTeams teams) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.people = people;
        this.teams = teams;
    }

    /** Begun again after a crash, or by two at once, it lists everybody once. */
    void prepare(Campaign campaign) {
        AccountId last = null;
        List<AccountId> page;
        do {
            page = after(campaign.audience(), last);
            page.forEach(person -> recipients.list(Recipient.of(campaign, person)));
            last = page.isEmpty() ? null : page.getLast();
        } while (page.size() == PAGE);
        campaigns.change(campaign.id(), Campaign::prepared);
    }

    private List<AccountId> after(@Nullable PartnerId partner, @Nullable AccountId last) {
        return partner == null
                ? people.patientsAfter(last, PAGE)
                : teams.patientsAfter(partner, last, PAGE);
    }
}
