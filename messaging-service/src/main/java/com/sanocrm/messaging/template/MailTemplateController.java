package com.sanocrm.messaging.template;

import static com.sanocrm.platform.security.Role.PARTNER_ADMIN;
import static com.sanocrm.platform.security.Role.PARTNER_SYSTEM;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.MailTemplateId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.mail.ReviewedWords.Words;
import com.sanocrm.messaging.template.MailTemplate.Kind;
import com.sanocrm.messaging.template.MailTemplate.Reviewing;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.NewResource;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/mail-templates")
class MailTemplateController {
    private static final String OF_NOBODY = "a partner's words tell of no person";
    private static final ProblemType PROMOTION =
            new ProblemType(
                    "promotion-in-transactional-template",
                    422,
                    "A mail of the service cannot carry promotion");
    private static final ProblemType OWN_WORDS =
            new ProblemType("own-template", 409, "Words are reviewed by somebody else");

    private final MailTemplates templates;
    private final AuditRecords records;
    private final Clock clock;

    MailTemplateController(MailTemplates templates, AuditRecords records, Clock clock) {
        this.templates = templates;
        this.records = records;
        this.clock = clock;
    }

    record NewWords(
            @NotBlank
                    @Size(max = 200)
                    @Pattern(
                            regexp = "[^\\p{Cc}\\p{Cs}]*",
                            message = "one line without control characters")
                    String subject,
            @NotBlank
                    @Size(max = 4_000)
                    @Pattern(
                            regexp = "[[^\\p{Cc}\\p{Cs}]\\n]*",
                            message = "plain text without control characters")
                    String text) {}

    /**
     * @param words by language: {@code en}, and {@code ar} if it is there
     */
    record NewTemplate(
            @NotNull Kind kind,
            @NotEmpty
                    Map<
                                    @NotNull @Pattern(regexp = "en|ar", message = "en or ar")
                                    String,
                                    @NotNull @Valid NewWords>
                            words) {}

    /** What the reviewer found; all three approve it, else it is rejected for good. */
    record NewReview(
            @NotNull Boolean concernsWhatThePersonHasOrAskedFor,
            @NotNull Boolean promotesNothing,
            @NotNull Boolean saysNothingOfHealth) {}

    record TemplateView(
            MailTemplateId templateId,
            MailTemplate.Kind kind,
            MailTemplate.Status status,
            Map<String, Words> words,
            AccountId author,
            Instant createdAt,
            MailTemplate.@Nullable Review review) {
        static TemplateView from(MailTemplate template) {
            return new TemplateView(
                    template.id(),
                    template.kind(),
                    template.status(),
                    template.words(),
                    template.author(),
                    template.createdAt(),
                    template.review());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = PARTNER_ADMIN, action = "mail-template.create", resource = "mail-template")
    TemplateView create(
            Caller caller, @Valid @RequestBody NewTemplate request, NewResource created) {
        Map<String, Words> words =
                request.words().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        one ->
                                                new Words(
                                                        one.getValue().subject(),
                                                        one.getValue().text())));
        words.forEach(MailTemplateController::require);
        if (!words.containsKey(MailTemplate.ENGLISH)) {
            throw ProblemException.invalid("/words/en", "English is needed.");
        }
        MailTemplateId id = created.id(MailTemplateId.PREFIX, MailTemplateId::new);
        return TemplateView.from(
                templates.create(
                        new MailTemplate(
                                id,
                                caller.tenant(),
                                request.kind(),
                                words,
                                caller.accountId(),
                                now(),
                                null),
                        records.success(
                                caller, "mail-template.create", target(caller.tenant(), id))));
    }

    private static void require(String language, Words words) {
        if (!words.canBeFilled()) {
            throw ProblemException.invalid(
                    "/words/" + language, "Only {reference} and {date} can be filled in.");
        }
        if (!words.marks().isEmpty()) {
            String marks =
                    words.marks().stream()
                            .map(mark -> mark.name().toLowerCase(java.util.Locale.ROOT))
                            .sorted()
                            .collect(Collectors.joining(", "));
            throw new ProblemException(
                    PROMOTION, "Marks of promotion in " + language + ": " + marks + ".");
        }
    }

    /** Newest first. */
    @GetMapping
    @Access(
            roles = {PARTNER_ADMIN, PARTNER_SYSTEM},
            action = "mail-template.view",
            resource = "mail-template",
            unrecorded = OF_NOBODY)
    Page<TemplateView> list(Caller caller, Page.Request page) {
        return page.page(
                templates.before(caller.tenant(), page.after(), page.limit() + 1),
                template -> template.id().value(),
                TemplateView::from);
    }

    @GetMapping("/{id}")
    @Access(
            roles = {PARTNER_ADMIN, PARTNER_SYSTEM},
            action = "mail-template.view",
            resource = "mail-template",
            unrecorded = OF_NOBODY)
    TemplateView view(Caller caller, @PathVariable MailTemplateId id) {
        return templates
                .find(caller.tenant(), id)
                .map(TemplateView::from)
                .orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/{id}/review")
    @Access(roles = PARTNER_ADMIN, action = "mail-template.review", resource = "mail-template")
    TemplateView review(
            Caller caller, @PathVariable MailTemplateId id, @Valid @RequestBody NewReview request) {
        if (templates.find(caller.tenant(), id).isEmpty()) {
            throw ProblemException.notFound();
        }
        var review =
                new MailTemplate.Review(
                        caller.accountId(),
                        now(),
                        request.concernsWhatThePersonHasOrAskedFor(),
                        request.promotesNothing(),
                        request.saysNothingOfHealth());
        var record = records.success(caller, "mail-template.review", target(caller.tenant(), id));
        return switch (templates.review(id, review, record)) {
            case Reviewing.Reviewed(MailTemplate template) -> TemplateView.from(template);
            case Reviewing.OwnWords _ ->
                    throw new ProblemException(OWN_WORDS, "Another admin has to review them.");
            case Reviewing.AlreadyReviewed _ ->
                    throw new ProblemException(ProblemType.CONFLICT, "It is reviewed already.");
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Target target(PartnerId tenant, MailTemplateId id) {
        return new Target(tenant, null, "mail-template", id.value());
    }
}
