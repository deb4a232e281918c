package com.sanocrm.consent.choice;

import com.sanocrm.consent.policy.Policies;
import com.sanocrm.consent.policy.Policy;
import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.consent.ConsentDecision;
import com.sanocrm.platform.consent.ConsentFacts;
import com.sanocrm.platform.consent.ConsentRules;
import com.sanocrm.platform.consent.Recipient;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
    private final Words words;
    private final ConsentAudit audit;
    private final Ids ids;

    ConsentEndpoints(
            PersonConsents people,
            Policies policies,
            Choices choices,
            Words words,
            ConsentAudit audit,
            Ids ids) {
        this.people = people;
        this.policies = policies;
        this.choices = choices;
        this.words = words;
        this.audit = audit;
        this.ids = ids;
    }

    /**
     * @param wordingHash of the box that the client showed; without it, the box in the language of
     *     the request is taken to have been shown
     */
    record ChoiceRequest(
            @NotNull Choice decision,
            @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "SHA-256 in hexadecimal digits")
                    String wordingHash) {}

    /**
     * @param decision what the person chose; absent if nothing
     * @param permitted what follows from it now, for the browser that asks
     */
    record PurposeState(
            Purpose purpose,
            boolean essential,
            @Nullable Choice decision,
            boolean permitted,
            ConsentDecision.Reason reason,
            @Nullable Channel channel,
            @Nullable String policyVersion,
            @Nullable Instant chosenAt,
            @Nullable Instant enforcedAt) {
        static PurposeState from(
                Purpose purpose, @Nullable RecordedChoice held, ConsentDecision outcome) {
            return new PurposeState(
                    purpose,
                    purpose.kind() == Purpose.Kind.ESSENTIAL,
                    held == null ? null : held.decision(),
                    outcome.permits(),
                    outcome.reason(),
                    held == null ? null : held.evidence().channel(),
                    held == null ? null : held.shown().policyVersion(),
                    held == null ? null : held.at(),
                    held == null ? null : held.enforcedAt());
        }
    }

    record ConsentsView(
            AccountId accountId, long version, String policyVersion, List<PurposeState> items) {
        static ConsentsView from(PersonConsent person, Policy policy, BrowserSignals signals) {
            var facts =
                    new ConsentFacts(
                            person.status(),
                            person.isRestricted(),
                            person.jurisdiction(),
                            person.choices(),
                            policy.withoutChoice(),
                            signals,
                            new Recipient.Ourselves());
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
    ConsentsView mine(Caller caller, HttpServletRequest browser) {
        audit.read(caller, caller.accountId());
        return ConsentsView.from(
                people.find(caller.accountId()).orElse(PersonConsent.unknown(caller.accountId())),
                policies.inForce(),
                signals(browser));
    }

    /** 200 when every service enforces the choice; 202 when one is behind. */
    @PutMapping("/{purpose}")
    @Access(action = "consent.change", resource = "consent")
    ResponseEntity<ChoiceAnswer> choose(
            @PathVariable String purpose,
            @Valid @RequestBody ChoiceRequest request,
            Caller caller,
            HttpServletRequest browser) {
        Purpose chosen = ChosenPurpose.of(purpose);
        people.ensure(caller.accountId());
        var statement =
                new Statement(
                        chosen,
                        request.decision(),
                        Evidence.of(ids.uuid().toString(), Channel.PREFERENCES, caller.accountId()),
                        shown(chosen, request, browser));
        return ChoiceAnswer.of(
                statement,
                choices.record(
                        caller.accountId(),
                        statement,
                        signals(browser),
                        audit.changed(caller, caller.accountId(), chosen)));
    }

    private Shown shown(Purpose purpose, ChoiceRequest request, HttpServletRequest browser) {
        if (request.wordingHash() == null) {
            String accepted = browser.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
            return words.box(purpose, Words.language(accepted));
        }
        return words.boxOf(request.wordingHash(), purpose)
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "/wordingHash", "Of no wording of this purpose."));
    }

    /** As the W3C's Global Privacy Control and Tracking Preference Expression have them. */
    private static BrowserSignals signals(HttpServletRequest browser) {
        return new BrowserSignals(
                "1".equals(browser.getHeader("Sec-GPC")), "1".equals(browser.getHeader("DNT")));
    }
}
