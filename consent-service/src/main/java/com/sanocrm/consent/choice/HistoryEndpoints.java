package com.sanocrm.consent.choice;

import com.sanocrm.consent.policy.Policies;
import com.sanocrm.consent.policy.Policy;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The evidence: every choice, and what held at a time. */
@RestController
@RequestMapping("/api/v1/consents")
class HistoryEndpoints {
    private final PersonConsents people;
    private final Policies policies;
    private final ConsentAudit audit;

    HistoryEndpoints(PersonConsents people, Policies policies, ConsentAudit audit) {
        this.people = people;
        this.policies = policies;
        this.audit = audit;
    }

    /**
     * @param policyVersion in force then; absent before the first
     * @param choices purpose to choice
     * @param items the evidence of each
     */
    record HeldThen(
            Instant at,
            @Nullable String policyVersion,
            Map<String, Choice> choices,
            List<ChoiceView> items) {}

    /** Newest first. */
    @GetMapping(path = "/me/history", params = "!at")
    @Access(action = "consent.read", resource = "consent")
    Page<ChoiceView> myHistory(Caller caller, Page.Request page) {
        audit.read(caller, caller.accountId());
        return history(mine(caller), page);
    }

    @GetMapping(path = "/me/history", params = "at")
    @Access(action = "consent.read", resource = "consent")
    HeldThen whatHeldForMe(Caller caller, @RequestParam Instant at) {
        audit.read(caller, caller.accountId());
        return held(mine(caller), at);
    }

    @GetMapping(path = "/{accountId}/history", params = "!at")
    @Access(
            roles = {Role.COMPLIANCE, Role.SUPPORT},
            action = "consent.read",
            resource = "consent")
    Page<ChoiceView> history(@PathVariable AccountId accountId, Caller caller, Page.Request page) {
        return history(theirs(accountId, caller), page);
    }

    @GetMapping(path = "/{accountId}/history", params = "at")
    @Access(
            roles = {Role.COMPLIANCE, Role.SUPPORT},
            action = "consent.read",
            resource = "consent")
    HeldThen whatHeld(@PathVariable AccountId accountId, Caller caller, @RequestParam Instant at) {
        return held(theirs(accountId, caller), at);
    }

    private PersonConsent mine(Caller caller) {
        return people.find(caller.accountId()).orElse(PersonConsent.unknown(caller.accountId()));
    }

    private PersonConsent theirs(AccountId accountId, Caller caller) {
        PersonConsent person = people.find(accountId).orElseThrow(ProblemException::notFound);
        audit.read(caller, accountId);
        return person;
    }

    private HeldThen held(PersonConsent person, Instant at) {
        var held = people.heldAt(person, at);
        return new HeldThen(
                at,
                policies.inForceAt(at).map(Policy::version).orElse(null),
                PersonConsent.wire(held),
                held.values().stream().map(ChoiceView::from).toList());
    }

    private Page<ChoiceView> history(PersonConsent person, Page.Request page) {
        return page.page(
                people.before(person, position(page), page.limit() + 1),
                choice -> Long.toString(choice.number()),
                ChoiceView::from);
    }

    private static long position(Page.Request page) {
        if (page.after() == null) {
            return Long.MAX_VALUE;
        }
        if (!page.after().matches("[0-9]{1,18}")) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The cursor is not one of ours.");
        }
        return Long.parseLong(page.after());
    }
}
