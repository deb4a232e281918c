package com.sanocrm.consent.policy;

import com.sanocrm.consent.policy.Policy.Publication;
import com.sanocrm.contracts.Choice;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.OpenAccess;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/policies")
class PolicyEndpoints {
    private static final String PUBLIC = "Everybody may read what we promise before giving data.";

    private final Policies policies;
    private final Wordings wordings;
    private final AuditRecords auditRecords;
    private final Clock clock;

    PolicyEndpoints(Policies policies, Wordings wordings, AuditRecords auditRecords, Clock clock) {
        this.policies = policies;
        this.wordings = wordings;
        this.auditRecords = auditRecords;
        this.clock = clock;
    }

    record PolicyView(
            String version,
            LocalDate lastRevised,
            boolean material,
            Instant publishedAt,
            Map<String, Choice> defaults,
            Map<String, Map<String, Choice>> jurisdictions,
            @Nullable String follows,
            List<Sentence> sentences) {
        static PolicyView from(Policy policy) {
            return new PolicyView(
                    policy.version(),
                    policy.lastRevised(),
                    policy.material(),
                    policy.publishedAt(),
                    policy.defaults(),
                    policy.jurisdictions(),
                    policy.follows(),
                    policy.sentences());
        }
    }

    @GetMapping("/current")
    @OpenAccess(because = PUBLIC)
    PolicyView current() {
        return PolicyView.from(policies.inForce());
    }

    /** Newest first. */
    @GetMapping
    @OpenAccess(because = PUBLIC)
    Page<PolicyView> versions(Page.Request page) {
        return page.page(
                policies.before(position(page), page.limit() + 1),
                policy -> Long.toString(policy.publishedAt().toEpochMilli()),
                PolicyView::from);
    }

    /** The same version with the same text is answered again; with another text it is taken. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = Role.COMPLIANCE, action = "policy.publish", resource = "policy")
    PolicyView publish(@Valid @RequestBody PolicyProposal proposal, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (policies.inForce().followedBy(proposal, wordings.catalogue(), now)) {
            case Publication.Accepted(Policy policy) -> PolicyView.from(publish(policy, caller));
            case Publication.Rejected(String pointer, String reason) ->
                    throw ProblemException.invalid(pointer, reason);
        };
    }

    private Policy publish(Policy policy, Caller caller) {
        var target = new AuditRecords.Target(null, null, "policy", policy.version());
        Policy published =
                policies.publish(policy, auditRecords.success(caller, "policy.publish", target));
        if (!published.saysTheSameAs(policy)) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "Another text is published under this version.");
        }
        return published;
    }

    private Instant position(Page.Request page) {
        if (page.after() == null) {
            return policies.inForce().publishedAt().plusMillis(1);
        }
        try {
            return Instant.ofEpochMilli(Long.parseLong(page.after()));
        } catch (NumberFormatException notOurs) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The cursor is not one of ours.");
        }
    }
}
