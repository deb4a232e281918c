package com.sanocrm.messaging.campaign;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.consent.HandOvers;
import com.sanocrm.messaging.consent.HandOvers.Answer;
import com.sanocrm.messaging.consent.Permission;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.PromotionalMail;
import com.sanocrm.messaging.mail.UnsubscribeLinks;
import com.sanocrm.messaging.people.ContactPoints;
import org.springframework.stereotype.Component;

/** One mail of a campaign to one person, if the person's choices permit it now. */
@Component
class CampaignMail {
    static final String NO_CONTACT_POINT = "no-contact-point";
    static final String UNUSABLE_ADDRESS = "unusable-address";

    private final HandOvers handOvers;
    private final ContactPoints contactPoints;
    private final Hindrances hindrances;
    private final Postbox postbox;
    private final UnsubscribeLinks links;

    CampaignMail(
            HandOvers handOvers,
            ContactPoints contactPoints,
            Hindrances hindrances,
            Postbox postbox,
            UnsubscribeLinks links) {
        this.handOvers = handOvers;
        this.contactPoints = contactPoints;
        this.hindrances = hindrances;
        this.postbox = postbox;
        this.links = links;
    }

    /** What came of it. */
    sealed interface Result {}

    record Sent(String reason) implements Result {}

    record Suppressed(String reason) implements Result {}

    record Bounced(String reason) implements Result {}

    record InDoubt() implements Result {}

    /** Nothing was handed over. */
    record Later() implements Result {}

    Result send(Campaign campaign, Recipient recipient) {
        AccountId person = recipient.accountId();
        var hindrance = hindrances.of(person);
        if (hindrance.isPresent()) {
            return new Suppressed(hindrance.get());
        }
        var answer = handOvers.begin(person, campaign.purpose(), recipient.id(), campaign.tenant());
        return switch (answer) {
            case Answer.Denied(var reason) -> new Suppressed(reason.wireName());
            case Answer.Busy _ -> new Later();
            case Answer.Begun(var permission) -> {
                try {
                    yield handOver(campaign, person, permission);
                } finally {
                    handOvers.end(person, recipient.id());
                }
            }
        };
    }

    private Result handOver(Campaign campaign, AccountId person, Permission permission) {
        var address = contactPoints.addressOf(person);
        if (address.isEmpty()) {
            return new Suppressed(NO_CONTACT_POINT);
        }
        var mail =
                PromotionalMail.of(
                        person,
                        address.get(),
                        campaign.subject(),
                        campaign.body(),
                        links.link(person, campaign.purpose()));
        String reason = permission.reason().wireName();
        try {
            return switch (postbox.handOver(mail, permission)) {
                case ACCEPTED -> new Sent(reason);
                case BOUNCED -> {
                    hindrances.bounced(person, campaign.purpose());
                    yield new Bounced(reason);
                }
                case NOT_HANDED_OVER -> new Later();
                case IN_DOUBT -> new InDoubt();
            };
        } catch (Postbox.UnusableAddressException none) {
            return new Suppressed(UNUSABLE_ADDRESS);
        }
    }
}
