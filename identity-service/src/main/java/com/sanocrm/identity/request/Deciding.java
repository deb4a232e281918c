package com.sanocrm.identity.request;

import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.account.Corrections;
import com.sanocrm.identity.request.PrivacyRequest.Outcome;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Support and compliance decide; what is refused is refused by a law. */
@RestController
class Deciding {
    private static final ProblemType GROUND_REQUIRED =
            new ProblemType(
                    "legal-ground-required", 422, "A request is refused only by a legal ground");
    private static final ProblemType DECIDED =
            new ProblemType("request-decided", 409, "This cannot be done with the request now");
    private static final ProblemType SOMEBODY_ELSE =
            new ProblemType(
                    "somebody-else-decides", 409, "Who denied does not decide on the appeal");

    private final PrivacyRequests requests;
    private final Views views;
    private final Register register;
    private final Effects effects;

    Deciding(PrivacyRequests requests, Views views, Register register, Effects effects) {
        this.requests = requests;
        this.views = views;
        this.register = register;
        this.effects = effects;
    }

    enum Decision {
        APPROVED,
        DENIED
    }

    /**
     * @param legalGround of a denial
     * @param corrections that are approved where they are not those that were asked
     */
    record NewDecision(
            @NotNull Decision decision,
            @NotBlank @Size(max = 2000) String reason,
            PrivacyRequest.@Nullable LegalGround legalGround,
            @Nullable @Valid Corrections corrections) {
        @Override
        public String toString() {
            return "NewDecision[" + decision + "]";
        }
    }

    static boolean decides(Caller caller) {
        return caller.is(Role.SUPPORT) || caller.is(Role.COMPLIANCE);
    }

    /** An approved request has its effect at once; a repeat after a crash in between has it too. */
    @PostMapping("/api/v1/privacy-requests/{requestId}/decision")
    @Access(
            roles = {Role.SUPPORT, Role.COMPLIANCE},
            action = "privacy-request.decide",
            resource = "privacy-request")
    RequestView decide(
            @PathVariable PrivacyRequestId requestId,
            @Valid @RequestBody NewDecision decision,
            Caller caller) {
        boolean denies = decision.decision() == Decision.DENIED;
        if (denies && decision.legalGround() == null) {
            throw new ProblemException(
                    GROUND_REQUIRED, "Name the legalGround by which it is refused.");
        }
        PrivacyRequest known = requests.find(requestId).orElseThrow(ProblemException::notFound);
        register.seen(caller, RequestController.READ, known);
        demandPossible(known, denies, decision.corrections());
        if (!denies && effects.take(known, caller)) {
            return views.of(known);
        }
        var corrections = views.seal(requestId, known.accountId(), decision.corrections());
        var reason =
                Objects.requireNonNull(views.seal(requestId, known.accountId(), decision.reason()));
        var record = register.done(caller, "privacy-request.decide", known);
        PrivacyRequest decided =
                requests.change(
                        requestId,
                        current ->
                                change(
                                        current.decided(
                                                caller.accountId(),
                                                denies ? decision.legalGround() : null,
                                                reason,
                                                corrections,
                                                register.now(),
                                                record)));
        effects.take(decided, caller);
        return views.of(requests.find(requestId).orElse(decided));
    }

    /** What the profile cannot have is refused before anything is decided. */
    private void demandPossible(
            PrivacyRequest request, boolean denies, @Nullable Corrections corrections) {
        boolean corrects = request.type() == PrivacyRequest.Type.CORRECTION && !denies;
        if (corrections != null && (!corrects || corrections.isEmpty())) {
            throw ProblemException.invalid(
                    "/corrections", "What is corrected, with an approved correction.");
        }
        if (corrects && request.isOpen()) {
            effects.demandPossible(request, corrections);
        }
    }

    static Change<PrivacyRequest> change(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var change) -> change;
            case Outcome.NotNow _ ->
                    throw new ProblemException(DECIDED, "See its status and timeline.");
            case Outcome.SomebodyElse _ ->
                    throw new ProblemException(SOMEBODY_ELSE, "Ask a colleague to decide.");
        };
    }
}
