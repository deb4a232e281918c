package com.sanocrm.identity.profile;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.account.EmailChanges;
import com.sanocrm.identity.account.EmailChanges.Asking;
import com.sanocrm.identity.account.Wording;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.problem.ProblemDocument;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A person asks for another address, after a fresh log-in. */
@RestController
class EmailChangeController {
    private static final String ASK = "account.ask-email-change";
    private static final ProblemType TOO_OFTEN =
            new ProblemType("too-many-requests", 429, "Too many requests in a short time");

    private final EmailChanges changes;
    private final AuditRecords records;
    private final Clock clock;

    EmailChangeController(EmailChanges changes, AuditRecords records, Clock clock) {
        this.changes = changes;
        this.records = records;
        this.clock = clock;
    }

    record EmailChange(
            @NotNull @Pattern(regexp = Wording.EMAIL, message = Wording.EMAIL_SAYS) String email) {
        @Override
        public String toString() {
            return "EmailChange[redacted]";
        }
    }

    /**
     * Says the same whether the address has an account or not.
     *
     * @param confirmationCode what the page behind the mail's link asks for
     */
    record Asked(String confirmationCode, Instant expiresAt) {
        @Override
        public String toString() {
            return "Asked[redacted]";
        }
    }

    @PostMapping("/api/v1/accounts/me/email-change")
    @Access(action = ASK, resource = "account")
    ResponseEntity<?> ask(
            @Valid @RequestBody EmailChange change,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) JwtAuthenticationToken token) {
        Instant now = clock.instant();
        if (!FreshLogIn.isIn(token.getToken(), now)) {
            return FreshLogIn.challenge();
        }
        AccountId id = caller.accountId();
        var target = new Target(caller.partnerId(), id, "account", id.value());
        return switch (changes.ask(id, change.email(), records.success(caller, ASK, target))) {
            case Asking.Asked(String code, Instant expiresAt) ->
                    ResponseEntity.accepted()
                            .cacheControl(CacheControl.noStore())
                            .body(new Asked(code, expiresAt));
            case Asking.TooOften(Instant again) -> later(Duration.between(now, again));
        };
    }

    private static ResponseEntity<ProblemDocument> later(Duration wait) {
        ResponseEntity<ProblemDocument> answer =
                ProblemDocument.answer(TOO_OFTEN, "Wait for the seconds of Retry-After.");
        return ResponseEntity.status(answer.getStatusCode())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())))
                .body(answer.getBody());
    }
}
