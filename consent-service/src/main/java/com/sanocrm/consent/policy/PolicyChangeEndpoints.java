package com.sanocrm.consent.policy;

import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.OpenAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What changed, for whoever comes by. */
@RestController
@RequestMapping("/api/v1/policies")
class PolicyChangeEndpoints {
    /** How long the home page tells of a material change. */
    static final Duration NOTICE = Duration.ofDays(30);

    private static final String PUBLIC = "Everybody may read how our promises changed.";

    private final Policies policies;
    private final Clock clock;

    PolicyChangeEndpoints(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * @param material whether any version on the way made a material change
     */
    record DifferenceView(
            String from,
            String to,
            LocalDate revisedFrom,
            LocalDate revisedTo,
            boolean material,
            PolicyDifference difference) {}

    /**
     * @param from the version before the material one
     * @param difference where to read what changed
     */
    record NoticeView(
            String from,
            String version,
            LocalDate lastRevised,
            Instant publishedAt,
            Instant until,
            String en,
            String ar,
            String difference) {
        static NoticeView from(Policy policy, String before, Policy inForce) {
            return new NoticeView(
                    before,
                    inForce.version(),
                    policy.lastRevised(),
                    policy.publishedAt(),
                    policy.publishedAt().plus(NOTICE),
                    "Our privacy policy was materially revised on %s."
                            .formatted(policy.lastRevised()),
                    "روجعت سياسة الخصوصية مراجعة جوهرية بتاريخ %s.".formatted(policy.lastRevised()),
                    "/api/v1/policies/difference?from=%s&to=%s"
                            .formatted(before, inForce.version()));
        }
    }

    /** 404 for a version that was never published, 422 for two in the wrong order. */
    @GetMapping("/difference")
    @OpenAccess(because = PUBLIC)
    DifferenceView difference(@RequestParam String from, @RequestParam String to) {
        Policy earlier = policies.find(from).orElseThrow(ProblemException::notFound);
        Policy later = policies.find(to).orElseThrow(ProblemException::notFound);
        if (later.publishedAt().isBefore(earlier.publishedAt())) {
            throw ProblemException.invalid("/to", "Not a version before the other.");
        }
        return new DifferenceView(
                earlier.version(),
                later.version(),
                earlier.lastRevised(),
                later.lastRevised(),
                policies.hasMaterialBetween(earlier, later),
                PolicyDifference.between(earlier, later));
    }

    /** For the home page; 204 when there is nothing to tell. */
    @GetMapping("/notice")
    @OpenAccess(because = PUBLIC)
    ResponseEntity<NoticeView> notice() {
        return policies.newestMaterialSince(clock.instant().minus(NOTICE))
                .flatMap(this::notice)
                .map(ResponseEntity::ok)
                .orElse(ResponseEntity.noContent().build());
    }

    /** The first version of all changed nothing. */
    private Optional<NoticeView> notice(Policy material) {
        return Optional.ofNullable(material.follows())
                .map(before -> NoticeView.from(material, before, policies.inForce()));
    }
}
