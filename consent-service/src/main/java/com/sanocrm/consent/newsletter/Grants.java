package com.sanocrm.consent.newsletter;

import com.sanocrm.consent.choice.Acknowledgement;
import com.sanocrm.consent.choice.Choices;
import com.sanocrm.consent.choice.PersonConsents;
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
    private final AuditRecords records;

    Grants(PersonConsents people, Choices choices, AuditRecords records) {
        this.people = people;
        this.choices = choices;
        this.records = records;
    }

    Acknowledgement grant(Subscription subscription, ConfirmationToken.Content token) {
        AccountId subscriber = subscription.subscriberId();
        people.ensure(subscriber);
        return choices.record(
                subscriber,
                Purpose.NEWSLETTER,
                Choice.GRANTED,
                new Choices.Evidence(
                        "newsletter:" + subscriber.value() + ":" + token.askedAt().toEpochMilli(),
                        Channel.NEWSLETTER_FORM,
                        null,
                        null,
                        null),
                records.anonymous(
                        "newsletter.confirm", new Target(null, subscriber, Newsletter.TYPE, null)));
    }
}
