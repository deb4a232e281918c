package com.sanocrm.consent.choice;

import com.sanocrm.consent.policy.Policies;
import com.sanocrm.consent.policy.Policy;
import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.ConsentDecision;
import com.sanocrm.platform.consent.ConsentFacts;
import com.sanocrm.platform.consent.ConsentRules;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A person's own choices. */
@RestController
@RequestMapping("/api/v1/consents/me")
class ConsentEndpoints {
    private final PersonConsents people;
    private final Policies policies;
    private final Choices choices;
    private final ConsentAudit audit;
    private final Ids ids;

    ConsentEndpoints(
            PersonConsents people,
            Policies policies,
            Choices choices,
            ConsentAudit audit,
            Ids ids) {
        this.people = people;
        this.policies = policies;
        this.choices = choices;
        this.audit = audit;
        this.ids = ids;
    }

    record ChoiceRequest(@NotNull Choice decision) {}

    /**
     * @param decision what the person chose; absent if nothing
     * @param permitted what follows from it now, where no browser's signal objects
     */
    record PurposeState(
            Purpose purpose,
            boolean essential,
            @Nullable Choice decision,
            boolean permitted,
            ConsentDecision.Reason reason,
            @Nullable Channel channel,
            @Nullable String policyVersion,
            @Nullable Instant chosenAt) {
        static PurposeState from(
                Purpose purpose, @Nullable RecordedChoice held, ConsentDecision outcome) {
            return new PurposeState(
                    purpose,
                    purpose.kind() == Purpose.Kind.ESSENTIAL,
                    held == null ? null : held.decision(),
                    outcome.permits(),
                    outcome.reason(),
                    held == null ? null : held.channel(),
                    held == null ? null : held.policyVersion(),
                    held == null ? null : held.at());
        }
    }

    record ConsentsView(
            AccountId accountId, long version, String policyVersion, List<PurposeState> items) {
        static ConsentsView from(PersonConsent person, Policy policy) {
            var facts =
                    new ConsentFacts(
                            person.status(),
                            person.jurisdiction(),
                            person.choicesAt(Instant.MAX),
                            policy.withoutChoice());
            var held = person.held();
            return new ConsentsView(
                    person.accountId(),
                    person.choicesVersion(),
                    policy.version(),
                    Arrays.stream(Purpose.values())
                            .map(
                                    purpose ->
                                            PurposeState.from(
                                                    purpose,
                                                    held.get(purpose),
                                                    ConsentRules.decide(purpose, facts)))
                            .toList());
        }
    }

    @GetMapping
    @Access(action = "consent.read", resource = "consent")
    ConsentsView mine(Caller caller) {
        audit.read(caller, caller.accountId());
        return ConsentsView.from(
                people.find(caller.accountId()).orElse(PersonConsent.unknown(caller.accountId())),
                policies.inForce());
    }

    /** 200 when every service enforces the choice; 202 when one is behind. */
    @PutMapping("/{purpose}")
    @Access(action = "consent.change", resource = "consent")
    ResponseEntity<ChoiceAnswer> choose(
            @PathVariable String purpose,
            @Valid @RequestBody ChoiceRequest request,
            Caller caller) {
        Purpose chosen = ChosenPurpose.of(purpose);
        people.ensure(caller.accountId());
        var evidence =
                new Choices.Evidence(
                        ids.uuid().toString(), Channel.PREFERENCES, null, caller.accountId(), null);
        Acknowledgement acknowledgement =
                choices.record(
                        caller.accountId(),
                        chosen,
                        request.decision(),
                        evidence,
                        audit.changed(caller, caller.accountId(), chosen));
        return ChoiceAnswer.of(chosen, request.decision(), acknowledgement);
    }
}
