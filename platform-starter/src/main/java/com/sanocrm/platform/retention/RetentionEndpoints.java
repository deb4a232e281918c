package com.sanocrm.platform.retention;

import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The service's retention schedule, and what would go by it: for compliance. */
@RestController
@RequestMapping("/api/v1/retention/${spring.application.name}")
public final class RetentionEndpoints {
    private static final String NOBODY = "rules and counts tell of no person";

    private final RetentionSchedule schedule;
    private final RetentionPreview preview;
    private final Clock clock;
    private final String service;

    public RetentionEndpoints(
            RetentionSchedule schedule,
            RetentionPreview preview,
            Clock clock,
            @Value("${spring.application.name}") String service) {
        this.schedule = schedule;
        this.preview = preview;
        this.clock = clock;
        this.service = service;
    }

    record RuleView(
            String dataClass,
            String collection,
            RetentionRule.Means means,
            @Nullable String keep,
            @Nullable String from,
            Map<String, String> keepAfterPartner,
            boolean personal,
            String law,
            String end) {
        static RuleView from(RetentionRule rule) {
            return new RuleView(
                    rule.dataClass(),
                    rule.collection(),
                    rule.means(),
                    rule.keep() == null ? null : rule.keep().toString(),
                    rule.from(),
                    afterPartner(rule),
                    rule.person() != null,
                    rule.law(),
                    rule.end());
        }

        private static Map<String, String> afterPartner(RetentionRule rule) {
            return rule.afterPartner() == null
                    ? Map.of()
                    : rule.afterPartner().keep().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey, one -> one.getValue().toString()));
        }
    }

    /**
     * @param keep absent for a compacted topic, which keeps the last event of a key until the key
     *     ends
     */
    record TopicView(String topic, @Nullable String keep) {
        static TopicView from(Topic topic) {
            return new TopicView(
                    topic.wireName(),
                    topic.retention().map(time -> "P" + time.toDays() + "D").orElse(null));
        }
    }

    record RulesView(
            String version, String service, List<RuleView> items, List<TopicView> topics) {}

    /**
     * @param complete false where there is more than was counted
     */
    record DueView(
            String dataClass,
            String collection,
            long count,
            long held,
            @Nullable Instant oldest,
            boolean complete) {
        static DueView from(RetentionPreview.Due due) {
            return new DueView(
                    due.rule().dataClass(),
                    due.rule().collection(),
                    due.count(),
                    due.held(),
                    due.oldest(),
                    due.complete());
        }
    }

    record PreviewView(String version, String service, Instant at, List<DueView> items) {}

    @GetMapping("/rules")
    @Access(
            roles = Role.COMPLIANCE,
            action = "retention.read",
            resource = "retention-class",
            unrecorded = NOBODY)
    RulesView rules() {
        return new RulesView(
                schedule.version(),
                service,
                schedule.rules().stream().map(RuleView::from).toList(),
                Arrays.stream(Topic.values())
                        .filter(topic -> topic.writers().stream().anyMatch(this::isSelf))
                        .map(TopicView::from)
                        .toList());
    }

    /** What would go if the job ran then; nothing goes. */
    @GetMapping("/preview")
    @Access(
            roles = Role.COMPLIANCE,
            action = "retention.preview",
            resource = "retention-class",
            unrecorded = NOBODY)
    PreviewView dryRun(@RequestParam(required = false) @Nullable Instant at) {
        Instant time = at == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : at;
        return new PreviewView(
                schedule.version(),
                service,
                time,
                preview.at(time).stream().map(DueView::from).toList());
    }

    private boolean isSelf(Principal principal) {
        return principal.wireName().equals(service);
    }
}
