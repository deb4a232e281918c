package com.sanocrm.messaging.campaign;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.consent.HandOvers;
import com.sanocrm.messaging.consent.HandOvers.Answer;
import com.sanocrm.messaging.mail.Letter;
import com.sanocrm.messaging.mail.Phrases;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.ContactPoints.Address;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** One mail of a campaign to one person, if the person's choices permit it now. */
@Component
class CampaignMail {
    static final String NO_CONTACT_POINT = "no-contact-point";
    static final String UNUSABLE_ADDRESS = "unusable-address";

    private final HandOvers handOvers;
    private final ContactPoints contactPoints;
    private final Postbox postbox;
    private final UnsubscribeLinks links;
    private final Clock clock;

    CampaignMail(
            HandOvers handOvers,
            ContactPoints contactPoints,
            Postbox postbox,
            UnsubscribeLinks links,
            Clock clock) {
        this.handOvers = handOvers;
        this.contactPoints = contactPoints;
        this.postbox = postbox;
        this.links = links;
        this.clock = clock;
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
        var answer = handOvers.begin(person, campaign.purpose(), recipient.id(), campaign.tenant());
        return switch (answer) {
            case Answer.Denied(var reason) -> new Suppressed(reason.wireName());
            case Answer.Busy _ -> new Later();
            case Answer.Begun begun -> {
                try {
                    yield handOver(campaign, person, begun);
                } finally {
                    handOvers.end(person, recipient.id());
                }
            }
        };
    }

    private Result handOver(Campaign campaign, AccountId person, Answer.Begun begun) {
        var address = contactPoints.addressOf(person);
        if (address.isEmpty()) {
            return new Suppressed(NO_CONTACT_POINT);
        }
        Letter letter = letter(campaign, person, address.get());
        Duration left = Duration.between(clock.instant(), begun.until());
        if (!left.isPositive()) {
            return new Later();
        }
        try {
            return switch (postbox.handOver(letter, left)) {
                case ACCEPTED -> new Sent(begun.reason().wireName());
                case BOUNCED -> new Bounced(begun.reason().wireName());
                case NOT_HANDED_OVER -> new Later();
                case IN_DOUBT -> new InDoubt();
            };
        } catch (Postbox.UnusableAddressException none) {
            return new Suppressed(UNUSABLE_ADDRESS);
        }
    }

    private Letter letter(Campaign campaign, AccountId person, Address address) {
        var phrases = Phrases.in(address.language());
        var link = links.link(person, campaign.purpose());
        return new Letter(
                address.email(),
                address.language(),
                campaign.subject(),
                Arrays.asList(campaign.body().split("\\R{2,}")),
                null,
                List.of(
                        new Letter.Small(phrases.get("campaign.small"), null),
                        new Letter.Small(phrases.get("campaign.unsubscribe"), link)),
                UnsubscribeLinks.headers(link));
    }
}
