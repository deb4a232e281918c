package com.sanocrm.messaging.consent;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.people.People;
import com.sanocrm.messaging.people.Person;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.consent.ConsentDecision;
import com.sanocrm.platform.consent.ConsentDecisions;
import com.sanocrm.platform.consent.ConsentFacts;
import com.sanocrm.platform.consent.ConsentRules;
import com.sanocrm.platform.consent.Recipient;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides from what identity-service and consent-service told this service. */
@Component
class ProjectedConsent implements ConsentDecisions {
    private final People people;
    private final Consents consents;
    private final Policies policies;

    ProjectedConsent(People people, Consents consents, Policies policies) {
        this.people = people;
        this.consents = consents;
        this.policies = policies;
    }

    @Override
    public ConsentDecision decide(AccountId person, Purpose purpose, BrowserSignals signals) {
        return decide(person, purpose, signals, consents.find(person));
    }

    /** By these choices, which are those of a write that is under way. */
    ConsentDecision decide(AccountId person, Purpose purpose, PersonalConsent choices) {
        return decide(person, purpose, BrowserSignals.NONE, Optional.of(choices));
    }

    private ConsentDecision decide(
            AccountId accountId,
            Purpose purpose,
            BrowserSignals signals,
            Optional<PersonalConsent> choices) {
        Optional<Person> person = people.find(accountId);
        return ConsentRules.decide(
                purpose,
                new ConsentFacts(
                        person.map(Person::status).orElse(null),
                        person.map(Person::restrictedSince).isPresent(),
                        person.map(Person::jurisdiction).orElse(null),
                        choices.map(PersonalConsent::choices).orElse(null),
                        policies.current().map(Policy::holds).orElse(null),
                        signals,
                        new Recipient.Ourselves()));
    }
}
