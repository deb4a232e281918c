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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
        var question = new Question(person, purpose, null, signals, new Recipient.Ourselves());
        return decide(List.of(question), _ -> true).getFirst().decision();
    }

    /**
     * The answers, in the order of the questions: the people of all are read at once, and so is the
     * policy of each time that is asked about.
     *
     * @param visible to whoever asks; to others the person is unknown
     */
    public List<Answer> decide(List<Question> questions, Predicate<PersonConsent> visible) {
        Map<AccountId, PersonConsent> found =
                people.find(questions.stream().map(Question::person).collect(Collectors.toSet()));
        var policiesByTime = new HashMap<Optional<Instant>, Optional<Policy>>();
        return questions.stream()
                .map(
                        question ->
                                decide(
                                        question,
                                        Optional.ofNullable(found.get(question.person()))
                                                .filter(visible),
                                        policiesByTime.computeIfAbsent(
                                                Optional.ofNullable(question.at()),
                                                this::policyAt)))
                .toList();
    }

    private Optional<Policy> policyAt(Optional<Instant> time) {
        return time.isEmpty() ? Optional.of(policies.inForce()) : policies.inForceAt(time.get());
    }

    private Answer decide(
            Question question, Optional<PersonConsent> person, Optional<Policy> policy) {
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
