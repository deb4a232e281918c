package com.sanocrm.identity.profile;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.account.Account;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The social security number in full: to its owner alone, after a fresh log-in, and each time on
 * record. Everywhere else it is masked.
 */
@RestController
class IdentifierController {
    private static final String VIEW = "account.view-identifier";

    private final Accounts accounts;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final Clock clock;

    IdentifierController(Accounts accounts, AuditRecords records, AuditTrail trail, Clock clock) {
        this.accounts = accounts;
        this.records = records;
        this.trail = trail;
        this.clock = clock;
    }

    record Identifier(String socialSecurityNumber) {
        @Override
        public String toString() {
            return "Identifier[redacted]";
        }
    }

    @GetMapping("/api/v1/accounts/me/social-security-number")
    @Access(action = VIEW, resource = "account")
    ResponseEntity<?> mine(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) JwtAuthenticationToken token) {
        AccountId id = caller.accountId();
        if (!FreshLogIn.isIn(token.getToken(), clock.instant())) {
            return FreshLogIn.challenge();
        }
        Account account =
                accounts.open(id)
                        .map(Stored::state)
                        .filter(one -> one.person().socialSecurityNumber() != null)
                        .orElseThrow(ProblemException::notFound);
        trail.record(
                records.success(
                        caller, VIEW, new Target(caller.partnerId(), id, "account", id.value())));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Identifier(accounts.revealIdentifier(account).reveal()));
    }
}
