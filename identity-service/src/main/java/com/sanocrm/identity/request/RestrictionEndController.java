package com.sanocrm.identity.request;

import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A restriction ends: by the person at once, by others when the person has been told before. */
@RestController
class RestrictionEndController {
    /* GDPR Art. 18(3) says before, and not how long; a week is our own. */
    private static final Duration NOTICE = Duration.ofDays(7);
    private static final String END = "privacy-request.end-restriction";

    private final PrivacyRequests requests;
    private final Views views;
    private final Register register;
    private final Effects effects;

    RestrictionEndController(
            PrivacyRequests requests, Views views, Register register, Effects effects) {
        this.requests = requests;
        this.views = views;
        this.register = register;
        this.effects = effects;
    }

    /**
     * @param reason needed of whoever is not the person
     */
    record NewEnd(@Nullable @Size(max = 2000) String reason) {
        @Override
        public String toString() {
            return "NewEnd[redacted]";
        }
    }

    @PostMapping("/api/v1/privacy-requests/{requestId}/restriction-end")
    @Access(action = END, resource = "privacy-request")
    RequestView end(
            @PathVariable PrivacyRequestId requestId,
            @Valid @RequestBody NewEnd end,
            Caller caller) {
        PrivacyRequest request =
                requests.find(requestId)
                        .filter(one -> isOf(caller, one) || Deciding.decides(caller))
                        .orElseThrow(ProblemException::notFound);
        boolean own = isOf(caller, request);
        String reason = end.reason();
        if (!own && (reason == null || reason.isBlank())) {
            throw ProblemException.invalid("/reason", "Why the restriction ends.");
        }
        Instant now = register.now();
        var words = views.seal(requestId, request.accountId(), reason);
        var record = register.done(caller, END, request);
        PrivacyRequest ending =
                requests.change(
                        requestId,
                        current ->
                                Deciding.change(
                                        current.ending(
                                                own ? null : caller.accountId(),
                                                words,
                                                own ? now : now.plus(NOTICE),
                                                now,
                                                record)));
        effects.settle(ending);
        return views.of(requests.find(requestId).orElse(ending));
    }

    private static boolean isOf(Caller caller, PrivacyRequest request) {
        return request.accountId().equals(caller.accountId());
    }
}
