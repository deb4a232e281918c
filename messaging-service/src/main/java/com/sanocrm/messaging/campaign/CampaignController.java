package com.sanocrm.messaging.campaign;

import static com.sanocrm.platform.security.Role.OPERATOR;
import static com.sanocrm.platform.security.Role.PARTNER_ADMIN;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.CampaignId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.NewResource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Set;
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
@RequestMapping("/api/v1/campaigns")
class CampaignController {
    /* What a mail can be for; care messages and notices cannot carry promotion. */
    private static final Set<Purpose> MAILED =
            Set.of(
                    Purpose.PROMOTIONAL_EMAIL,
                    Purpose.NEWSLETTER,
                    Purpose.THIRD_PARTY_MARKETING,
                    Purpose.RESEARCH);

    private final Campaigns campaigns;
    private final Recipients recipients;
    private final AuditRecords records;
    private final Clock clock;

    CampaignController(
            Campaigns campaigns, Recipients recipients, AuditRecords records, Clock clock) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.records = records;
        this.clock = clock;
    }

    record NewCampaign(
            @NotNull Purpose purpose,
            @NotBlank
                    @Size(max = 200)
                    @Pattern(
                            regexp = "[^\\p{Cc}\\p{Cs}]*",
                            message = "one line without control characters")
                    String subject,
            @NotBlank
                    @Size(max = 20_000)
                    @Pattern(
                            regexp = "[[^\\p{Cc}\\p{Cs}]\\n\\r\\t]*",
                            message = "plain text without control characters")
                    String body,
            @NotNull NewAudience audience) {}

    /**
     * @param partnerId whose patients; an operator may leave it out for all patients
     */
    record NewAudience(@Nullable PartnerId partnerId) {}

    record Accepted(CampaignId campaignId) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Access(
            roles = {PARTNER_ADMIN, OPERATOR},
            action = "campaign.create",
            resource = "campaign")
    Accepted create(Caller caller, @Valid @RequestBody NewCampaign request, NewResource created) {
        if (!MAILED.contains(request.purpose())) {
            throw ProblemException.invalid("/purpose", "Not a purpose of campaigns.");
        }
        PartnerId tenant = caller.is(OPERATOR) ? null : caller.tenant();
        PartnerId asked = request.audience().partnerId();
        if (tenant != null && asked != null && !asked.equals(tenant)) {
            throw ProblemException.notFound();
        }
        CampaignId id = created.id(CampaignId.PREFIX, CampaignId::new);
        var campaign =
                new Campaign(
                        id,
                        tenant,
                        caller.accountId(),
                        request.purpose(),
                        request.subject(),
                        request.body(),
                        tenant == null ? asked : tenant,
                        Campaign.Status.PREPARING,
                        clock.instant());
        campaigns.create(
                campaign,
                records.success(
                        caller,
                        "campaign.create",
                        new Target(tenant, null, "campaign", id.value())));
        return new Accepted(id);
    }

    @GetMapping("/{id}")
    @Access(
            roles = {PARTNER_ADMIN, OPERATOR},
            action = "campaign.view",
            resource = "campaign",
            unrecorded = "counts of mails tell of no person")
    CampaignView view(Caller caller, @PathVariable CampaignId id) {
        return campaigns
                .find(id)
                .filter(
                        campaign ->
                                caller.is(OPERATOR) || caller.tenant().equals(campaign.tenant()))
                .map(campaign -> CampaignView.from(campaign, recipients))
                .orElseThrow(ProblemException::notFound);
    }
}
