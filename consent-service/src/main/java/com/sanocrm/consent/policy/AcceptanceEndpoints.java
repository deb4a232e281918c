package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accepting the policy anew after a change. */
@RestController
@RequestMapping("/api/v1/policies")
class AcceptanceEndpoints {
    private static final ProblemType NOT_CURRENT =
            new ProblemType("policy-not-current", 422, "Another version of the policy is in force");

    private final Policies policies;
    private final Acceptances acceptances;
    private final AuditRecords auditRecords;
    private final AuditTrail trail;
    private final Clock clock;

    AcceptanceEndpoints(
            Policies policies,
            Acceptances acceptances,
            AuditRecords auditRecords,
            AuditTrail trail,
            Clock clock) {
        this.policies = policies;
        this.acceptances = acceptances;
        this.auditRecords = auditRecords;
        this.trail = trail;
        this.clock = clock;
    }

    record AcceptanceView(
            AccountId accountId, String policyVersion, Channel channel, Instant acceptedAt) {
        static AcceptanceView from(Acceptance acceptance) {
            return new AcceptanceView(
                    acceptance.accountId(),
                    acceptance.policyVersion(),
                    acceptance.channel(),
                    acceptance.acceptedAt());
        }
    }

    /**
     * @param required whether a material change came since, so that the person is to be asked
     * @param accepted what the person accepted last; absent if nothing
     */
    record AcceptanceState(
            String policyVersion, boolean required, @Nullable AcceptanceView accepted) {}

    /** Only the version in force can be accepted; a repeat answers the first acceptance. */
    @PostMapping("/{version}/acceptance")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(action = "policy.accept", resource = "policy")
    AcceptanceView accept(@PathVariable String version, Caller caller) {
        Policy policy = policies.find(version).orElseThrow(ProblemException::notFound);
        if (!policies.inForce().version().equals(policy.version())) {
            throw new ProblemException(NOT_CURRENT, "Read and accept the version in force.");
        }
        var acceptance =
                Acceptance.of(
                        caller.accountId(),
                        policy.version(),
                        Channel.PREFERENCES,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var target = new Target(null, caller.accountId(), "policy", policy.version());
        return AcceptanceView.from(
                acceptances.record(
                        acceptance, auditRecords.success(caller, "policy.accept", target)));
    }

    /** Whether the caller is to be asked again. */
    @GetMapping("/acceptance")
    @Access(action = "policy.read", resource = "policy")
    AcceptanceState mine(Caller caller) {
        Policy inForce = policies.inForce();
        var target = new Target(null, caller.accountId(), "policy", inForce.version());
        trail.record(auditRecords.success(caller, "policy.read", target));
        Optional<Accepted> newest = newest(acceptances.of(caller.accountId()));
        return new AcceptanceState(
                inForce.version(),
                newest.map(last -> policies.hasMaterialBetween(last.policy(), inForce))
                        .orElse(true),
                newest.map(last -> AcceptanceView.from(last.acceptance())).orElse(null));
    }

    private record Accepted(Policy policy, Acceptance acceptance) {}

    /** By the order of the versions: the clocks of a form and of this service may differ. */
    private Optional<Accepted> newest(List<Acceptance> accepted) {
        return accepted.stream()
                .flatMap(
                        acceptance ->
                                policies
                                        .find(acceptance.policyVersion())
                                        .map(policy -> new Accepted(policy, acceptance))
                                        .stream())
                .max(Comparator.comparing(last -> last.policy().publishedAt()));
    }
}
