package com.sanocrm.consent.newsletter;

import com.sanocrm.consent.choice.Acknowledgement;
import com.sanocrm.consent.choice.Choices;
import com.sanocrm.consent.choice.Evidence;
import com.sanocrm.consent.choice.PersonConsents;
import com.sanocrm.consent.choice.Statement;
import com.sanocrm.consent.choice.Words;
import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import org.springframework.stereotype.Component;

/** The second opt-in as evidence: a choice of the subscriber, once for each confirmed request. */
@Component
class Grants {
    private final PersonConsents people;
    private final Choices choices;
    private final Words words;
    private final AuditRecords records;

    Grants(PersonConsents people, Choices choices, Words words, AuditRecords records) {
        this.people = people;
        this.choices = choices;
        this.words = words;
        this.records = records;
    }

    Acknowledgement grant(Subscription subscription, ConfirmationToken.Content token) {
        AccountId subscriber = subscription.subscriberId();
        people.ensure(subscriber);
        var evidence =
                Evidence.of(
                        "newsletter:" + subscriber.value() + ":" + token.askedAt().toEpochMilli(),
                        Channel.NEWSLETTER_FORM,
                        null);
        return choices.record(
                subscriber,
                new Statement(
                        Purpose.NEWSLETTER,
                        Choice.GRANTED,
                        evidence,
                        words.in(subscription.language())),
                records.anonymous(
                        "newsletter.confirm", new Target(null, subscriber, Newsletter.TYPE, null)));
    }
}
