package com.sanocrm.identity.embed;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** On which pages a partner shows the form. */
@RestController
class SiteController {
    /** A serialised origin (RFC 6454, 6.2): nothing else may come into a policy for browsers. */
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "https://(?=.{1,200}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9][0-9]{0,4})?");

    private static final Pattern HERE =
            Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1)(?::[1-9][0-9]{0,4})?");

    private final Partners partners;
    private final Sites sites;
    private final Snippet snippet;
    private final FormSettings settings;
    private final AuditRecords records;

    SiteController(
            Partners partners,
            Sites sites,
            Snippet snippet,
            FormSettings settings,
            AuditRecords records) {
        this.partners = partners;
        this.sites = sites;
        this.snippet = snippet;
        this.settings = settings;
        this.records = records;
    }

    record Origins(@NotNull @Size(max = 20) Set<@NotNull String> allowedOrigins) {}

    /**
     * @param snippet what the partner puts into its pages
     */
    record FormView(List<String> allowedOrigins, String snippet) {}

    @PutMapping("/api/v1/partners/{partnerId}/registration-form")
    @Access(
            roles = Role.PARTNER_ADMIN,
            action = "registration-form.change",
            resource = "registration-form")
    FormView put(
            @PathVariable PartnerId partnerId, @Valid @RequestBody Origins asked, Caller caller) {
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        if (!asked.allowedOrigins().stream().allMatch(this::isOrigin)) {
            throw ProblemException.invalid(
                    "/allowedOrigins", "origins as in https://clinic.example, without a path");
        }
        var target = new Target(partner, null, "registration-form", partner.value());
        return view(
                partner,
                sites.put(
                        partner,
                        asked.allowedOrigins().stream().sorted().toList(),
                        records.success(caller, "registration-form.change", target)));
    }

    @GetMapping("/api/v1/partners/{partnerId}/registration-form")
    @Access(
            roles = {Role.PARTNER_ADMIN, Role.PARTNER_SYSTEM},
            action = "registration-form.view",
            resource = "registration-form",
            unrecorded = "a partner's own settings are about nobody")
    FormView view(@PathVariable PartnerId partnerId, Caller caller) {
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        return view(partner, sites.originsOf(partner));
    }

    private FormView view(PartnerId partner, List<String> origins) {
        return new FormView(origins, snippet.of(partner));
    }

    private boolean isOrigin(String origin) {
        return ORIGIN.matcher(origin).matches()
                || (settings.local() && HERE.matcher(origin).matches());
    }
}
