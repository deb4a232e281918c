package com.sanocrm.consent.decision;

import com.sanocrm.consent.choice.PersonConsent;
import com.sanocrm.consent.recipient.Recipients;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.RecipientId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.consent.ConsentDecision;
import com.sanocrm.platform.consent.Recipient;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/consent-decisions")
class DecisionEndpoints {
    private final RecordedConsent consent;
    private final Recipients recipients;
    private final AuditRecords auditRecords;
    private final AuditTrail auditTrail;
    private final Clock clock;

    DecisionEndpoints(
            RecordedConsent consent,
            Recipients recipients,
            AuditRecords auditRecords,
            AuditTrail auditTrail,
            Clock clock) {
        this.consent = consent;
        this.recipients = recipients;
        this.auditRecords = auditRecords;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Absent is no signal. */
    record Signals(@Nullable Boolean gpc, @Nullable Boolean dnt) {
        BrowserSignals given() {
            return new BrowserSignals(Boolean.TRUE.equals(gpc), Boolean.TRUE.equals(dnt));
        }
    }

    /**
     * @param at the time to decide for; now when absent
     * @param recipientId who is to get the data; absent for the platform's own use
     */
    record Question(
            @NotNull AccountId accountId,
            @NotNull Purpose purpose,
            @Nullable Instant at,
            @Nullable Signals signals,
            @Nullable RecipientId recipientId) {}

    record Decision(
            AccountId accountId,
            Purpose purpose,
            String decision,
            ConsentDecision.Reason reason,
            @Nullable String policyVersion,
            Instant decidedAt) {}

    record Decisions(List<Decision> items) {}

    @PostMapping
    @Access(
            roles = {Role.OPERATOR, Role.PARTNER_SYSTEM},
            action = "consent.decide",
            resource = "consent")
    Decision decide(@Valid @RequestBody Question question, Caller caller) {
        return decide(List.of(question), caller).getFirst();
    }

    /** Up to 100 questions; the answers are in their order. */
    @PostMapping("/batch")
    @Access(
            roles = {Role.OPERATOR, Role.PARTNER_SYSTEM},
            action = "consent.decide",
            resource = "consent")
    Decisions decideAll(
            @NotEmpty @Size(max = 100) @RequestBody List<@Valid @NotNull Question> questions,
            Caller caller) {
        return new Decisions(decide(questions, caller));
    }

    private List<Decision> decide(List<Question> questions, Caller caller) {
        Instant now = clock.instant();
        if (questions.stream().anyMatch(one -> one.at() != null && one.at().isAfter(now))) {
            throw ProblemException.invalid("/at", "Not in the future.");
        }
        auditTrail.record(
                questions.stream()
                        .map(
                                one ->
                                        auditRecords.success(
                                                caller,
                                                "consent.decide",
                                                new Target(
                                                        caller.partnerId(),
                                                        one.accountId(),
                                                        "consent",
                                                        one.purpose().wireName())))
                        .toList());
        var known = new HashMap<RecipientId, Recipient>();
        List<RecordedConsent.Answer> answers =
                consent.decide(
                        questions.stream().map(one -> resolved(one, known)).toList(),
                        person -> isVisible(person, caller));
        return IntStream.range(0, answers.size())
                .mapToObj(i -> decision(questions.get(i), answers.get(i), now))
                .toList();
    }

    /**
     * @param known recipients, so that each is asked for once
     */
    private RecordedConsent.Question resolved(
            Question question, Map<RecipientId, Recipient> known) {
        return new RecordedConsent.Question(
                question.accountId(),
                question.purpose(),
                question.at(),
                question.signals() == null ? BrowserSignals.NONE : question.signals().given(),
                question.recipientId() == null
                        ? new Recipient.Ourselves()
                        : known.computeIfAbsent(question.recipientId(), recipients::asked));
    }

    private static Decision decision(
            Question question, RecordedConsent.Answer answer, Instant now) {
        return new Decision(
                question.accountId(),
                question.purpose(),
                answer.decision().wireName(),
                answer.decision().reason(),
                answer.policyVersion(),
                now);
    }

    /** An account that is not the partner's gets the answer of one that does not exist. */
    private static boolean isVisible(PersonConsent person, Caller caller) {
        return caller.is(Role.OPERATOR)
                || (caller.partnerId() != null
                        && caller.partnerId().equals(person.registeredThrough()));
    }
}
