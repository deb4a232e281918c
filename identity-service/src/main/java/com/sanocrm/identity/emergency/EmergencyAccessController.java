package com.sanocrm.identity.emergency;

import com.sanocrm.contracts.events.EmergencyAccessChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opening by a body instead of a URL, the review by compliance, and what the patient is shown. */
@RestController
class EmergencyAccessController {
    private static final String RESOURCE = "emergency-access";

    private final BreakGlass glass;
    private final EmergencyReview review;

    EmergencyAccessController(BreakGlass glass, EmergencyReview review) {
        this.glass = glass;
        this.review = review;
    }

    record NewEmergencyAccess(
            @NotNull AccountId accountId,
            @NotNull @Pattern(regexp = Justification.FORM, message = Justification.SAYS)
                    String justification) {
        /** Says nothing of the justification. */
        @Override
        public String toString() {
            return "NewEmergencyAccess[" + accountId + "]";
        }
    }

    record Judgement(
            @NotNull EmergencyAccess.Outcome outcome,
            @Nullable @Pattern(regexp = Justification.FORM, message = Justification.SAYS)
                    String comment) {
        /** Says nothing of the comment. */
        @Override
        public String toString() {
            return "Judgement[" + outcome + "]";
        }
    }

    @PostMapping("/api/v1/emergency-accesses")
    @Access(roles = Role.CLINICIAN, action = "emergency-access.open", resource = RESOURCE)
    @ResponseStatus(HttpStatus.CREATED)
    EmergencyAccessView open(
            @Valid @RequestBody NewEmergencyAccess asked, NewResource created, Caller caller) {
        return EmergencyAccessView.withoutWords(
                glass.open(
                        created.id(EmergencyAccessId.PREFIX, EmergencyAccessId::new),
                        caller,
                        asked.accountId(),
                        Justification.of(asked.justification())));
    }

    @GetMapping("/api/v1/emergency-accesses")
    @Access(roles = Role.COMPLIANCE, action = "emergency-access.list", resource = RESOURCE)
    Page<EmergencyAccessView> list(
            @RequestParam(required = false) @Nullable String status,
            Page.Request page,
            Caller caller) {
        return review.list(caller, status == null ? null : read(status), page);
    }

    @PostMapping("/api/v1/emergency-accesses/{id}/review")
    @Access(roles = Role.COMPLIANCE, action = "emergency-access.review", resource = RESOURCE)
    EmergencyAccessView review(
            @PathVariable EmergencyAccessId id,
            @Valid @RequestBody Judgement judgement,
            Caller caller) {
        return review.judge(caller, id, judgement.outcome(), judgement.comment());
    }

    @GetMapping("/api/v1/accounts/me/emergency-accesses")
    @Access(action = "emergency-access.list", resource = RESOURCE)
    Page<EmergencyAccessView> mine(Page.Request page, Caller caller) {
        return review.about(caller, page);
    }

    private static Status read(String status) {
        return Arrays.stream(Status.values())
                .filter(one -> WireJson.wireName(one).equals(status))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("/status", "open or reviewed."));
    }
}
