package com.sanocrm.identity.registration;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.embed.FormTokens;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.identity.registration.Registrations.Registered;
import com.sanocrm.identity.registration.Registrations.Registration;
import com.sanocrm.identity.registration.Registrations.Through;
import com.sanocrm.identity.relationship.CareRelationships;
import com.sanocrm.identity.relationship.Clinicians;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemException.FieldProblem;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.OpenAccess;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RegistrationController {
    private static final String ENGLISH = "en";
    private static final String ARABIC = "ar";

    private final Registrations registrations;
    private final Partners partners;
    private final Clinicians clinicians;
    private final CareRelationships relationships;
    private final FormTokens forms;

    RegistrationController(
            Registrations registrations,
            Partners partners,
            Clinicians clinicians,
            CareRelationships relationships,
            FormTokens forms) {
        this.registrations = registrations;
        this.partners = partners;
        this.clinicians = clinicians;
        this.relationships = relationships;
        this.forms = forms;
    }

    @PostMapping("/api/v1/registrations")
    @OpenAccess(because = "whoever registers has no account yet")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(
            @RequestBody RegistrationForm form, NewResource.Unclaimed key, Locale locale) {
        refuse(form.clinicianIds(), "/clinicianIds");
        String token = form.formToken();
        Through through =
                token == null
                        ? Through.nobody(language(locale))
                        : Through.formOf(forms.partnerOf(token), language(locale));
        return registrations.register(form, key, through).answer();
    }

    private static void refuse(@Nullable Object value, String pointer) {
        if (value != null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "See errors for what to change.",
                    List.of(new FieldProblem(pointer, "There is no such field.")));
        }
    }

    @PostMapping("/api/v1/partners/{partnerId}/registrations")
    @Access(
            roles = {Role.PARTNER_SYSTEM, Role.PARTNER_ADMIN},
            action = "account.register",
            resource = "account")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(
            @PathVariable PartnerId partnerId,
            @RequestBody RegistrationForm form,
            NewResource.Unclaimed key,
            Caller caller,
            Locale locale) {
        refuse(form.formToken(), "/formToken");
        PartnerId partner = partners.of(caller, partnerId).partnerId();
        Set<AccountId> team = form.clinicianIds() == null ? Set.of() : form.clinicianIds();
        NewResource.Unclaimed whenTeamIsKnown =
                () -> {
                    clinicians.require(partner, team);
                    return key.claim();
                };
        Registration registration =
                registrations.register(
                        form, whenTeamIsKnown, new Through(partner, caller, language(locale)));
        if (registration.opened()) {
            relationships.put(partner, registration.answer().accountId(), team, caller);
        }
        return registration.answer();
    }

    /** Of the form, in which the boxes were: what {@code Accept-Language} says, if we speak it. */
    private static String language(Locale accepted) {
        return accepted.getLanguage().equals(ARABIC) ? ARABIC : ENGLISH;
    }
}
