package com.sanocrm.consent.decision;

import com.sanocrm.consent.choice.PersonConsent;
import com.sanocrm.consent.choice.PersonConsents;
import com.sanocrm.consent.policy.Policies;
import com.sanocrm.consent.policy.Policy;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.consent.ConsentDecision;
import com.sanocrm.platform.consent.ConsentDecisions;
import com.sanocrm.platform.consent.ConsentFacts;
import com.sanocrm.platform.consent.ConsentRules;
import com.sanocrm.platform.consent.Recipient;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides from the recorded choices themselves, which nothing can be ahead of. */
@Component
public class RecordedConsent implements ConsentDecisions {
    private final PersonConsents people;
    private final Policies policies;

    RecordedConsent(PersonConsents people, Policies policies) {
        this.people = people;
        this.policies = policies;
    }

    /**
     * @param at of which time the choices and the policy count; null for now. What is known of the
     *     account is always today's
     */
    public record Question(
            AccountId person,
            Purpose purpose,
            @Nullable Instant at,
            BrowserSignals signals,
            Recipient recipient) {}

    /**
     * @param policyVersion that it was decided under; null if none was in force
     */
    public record Answer(ConsentDecision decision, @Nullable String policyVersion) {}

    @Override
    public ConsentDecision decide(AccountId person, Purpose purpose, BrowserSignals signals) {
        return decide(
                        new Question(person, purpose, null, signals, new Recipient.Ourselves()),
                        _ -> true)
                .decision();
    }

    /**
     * @param visible to whoever asks; to others the person is unknown
     */
    public Answer decide(Question question, Predicate<PersonConsent> visible) {
        Optional<PersonConsent> person = people.find(question.person()).filter(visible);
        Optional<Policy> policy =
                question.at() == null
                        ? Optional.of(policies.inForce())
                        : policies.inForceAt(question.at());
        var facts =
                new ConsentFacts(
                        person.map(PersonConsent::status).orElse(null),
                        person.filter(PersonConsent::isRestricted).isPresent(),
                        person.map(PersonConsent::jurisdiction).orElse(null),
                        person.map(found -> people.choicesAt(found, question.at())).orElse(null),
                        policy.map(Policy::withoutChoice).orElse(null),
                        question.signals(),
                        question.recipient());
        return new Answer(
                ConsentRules.decide(question.purpose(), facts),
                policy.map(Policy::version).orElse(null));
    }
}
