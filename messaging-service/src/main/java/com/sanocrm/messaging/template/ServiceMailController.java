package com.sanocrm.messaging.template;

import static com.sanocrm.platform.security.Role.PARTNER_ADMIN;
import static com.sanocrm.platform.security.Role.PARTNER_SYSTEM;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.MailTemplateId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.ServiceMailId;
import com.sanocrm.messaging.care.CareTeams;
import com.sanocrm.messaging.mail.Fact;
import com.sanocrm.messaging.mail.Promotion;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.NewResource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Mails of the service in a partner's approved words, to patients in its care. */
@RestController
@RequestMapping("/api/v1/service-mails")
class ServiceMailController {
    private static final ProblemType NOT_APPROVED =
            new ProblemType("template-not-approved", 409, "The words are not approved");

    private final MailTemplates templates;
    private final ServiceMails mails;
    private final CareTeams teams;
    private final AuditRecords records;
    private final Clock clock;

    ServiceMailController(
            MailTemplates templates,
            ServiceMails mails,
            CareTeams teams,
            AuditRecords records,
            Clock clock) {
        this.templates = templates;
        this.mails = mails;
        this.teams = teams;
        this.records = records;
        this.clock = clock;
    }

    record NewServiceMail(
            @NotNull MailTemplateId templateId,
            @NotNull AccountId patientId,
            @Nullable
                    @Pattern(
                            regexp = Fact.Reference.PATTERN,
                            message = "capitals, digits, dots and hyphens")
                    String reference,
            @Nullable LocalDate date) {}

    record ServiceMailView(ServiceMailId serviceMailId, Delivery.State status) {
        static ServiceMailView from(ServiceMail mail) {
            return new ServiceMailView(mail.id(), mail.delivery().state());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Access(
            roles = {PARTNER_ADMIN, PARTNER_SYSTEM},
            action = "service-mail.create",
            resource = "service-mail")
    ServiceMailView create(
            Caller caller, @Valid @RequestBody NewServiceMail request, NewResource created) {
        PartnerId tenant = caller.tenant();
        MailTemplate template =
                templates
                        .find(tenant, request.templateId())
                        .orElseThrow(ProblemException::notFound);
        if (teams.between(tenant, request.patientId()).isEmpty()) {
            throw ProblemException.notFound();
        }
        if (template.status() != MailTemplate.Status.APPROVED) {
            throw new ProblemException(NOT_APPROVED, "Another admin has to approve them first.");
        }
        require(template, "reference", request.reference());
        if (request.reference() != null && Promotion.isIn(request.reference())) {
            throw ProblemException.invalid("/reference", "It reads as promotion.");
        }
        require(template, "date", request.date());
        ServiceMailId id = created.id(ServiceMailId.PREFIX, ServiceMailId::new);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return ServiceMailView.from(
                mails.create(
                        new ServiceMail(
                                id,
                                tenant,
                                request.patientId(),
                                template.id(),
                                request.reference(),
                                request.date(),
                                now,
                                Delivery.due(now)),
                        records.success(
                                caller,
                                "service-mail.create",
                                new Target(
                                        tenant, request.patientId(), "service-mail", id.value()))));
    }

    private static void require(MailTemplate template, String placeholder, @Nullable Object value) {
        boolean used =
                template.words().values().stream()
                        .anyMatch(
                                words ->
                                        (words.subject() + words.text())
                                                .contains("{" + placeholder + "}"));
        if (used && value == null) {
            throw ProblemException.invalid("/" + placeholder, "The template needs it.");
        }
    }

    @GetMapping("/{id}")
    @Access(
            roles = {PARTNER_ADMIN, PARTNER_SYSTEM},
            action = "service-mail.view",
            resource = "service-mail")
    ServiceMailView view(Caller caller, @PathVariable ServiceMailId id) {
        return mails.find(caller.tenant(), id)
                .map(ServiceMailView::from)
                .orElseThrow(ProblemException::notFound);
    }
}
