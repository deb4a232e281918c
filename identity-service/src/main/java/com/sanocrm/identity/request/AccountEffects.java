package com.sanocrm.identity.request;

import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.account.Correcting;
import com.sanocrm.identity.account.Corrections;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.problem.ProblemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What approved requests change of accounts. */
@Component
class AccountEffects {
    private final Accounts accounts;
    private final Correcting correcting;
    private final Words words;
    private final AuditRecords records;
    private final Register register;

    AccountEffects(
            Accounts accounts,
            Correcting correcting,
            Words words,
            AuditRecords records,
            Register register) {
        this.accounts = accounts;
        this.correcting = correcting;
        this.words = words;
        this.records = records;
        this.register = register;
    }

    /**
     * @throws ProblemException 404 if there is no account any more, 422 if it cannot have it
     */
    void demandPossible(PrivacyRequest request, @Nullable Corrections instead) {
        Corrections corrections = instead == null ? words.corrections(request) : instead;
        if (corrections != null) {
            correcting.demandPossible(request.accountId(), corrections);
        }
    }

    /** Corrects or restricts, whatever was approved. */
    void change(PrivacyRequest request) {
        if (request.type() == PrivacyRequest.Type.RESTRICTION) {
            accounts.restrict(
                    request.accountId(),
                    register.now(),
                    records.bySystem("account.restrict", target(request)));
        } else {
            correcting.byRequest(
                    request.accountId(),
                    Objects.requireNonNull(words.corrections(request)),
                    words.reason(request),
                    records.bySystem(recordOf(request.id()), "account.correct", target(request)));
        }
    }

    void release(PrivacyRequest request) {
        accounts.restrict(
                request.accountId(),
                null,
                records.bySystem("account.end-restriction", target(request)));
    }

    private static Target target(PrivacyRequest request) {
        return new Target(null, request.accountId(), "privacy-request", request.id().value());
    }

    /** The same however often it is attempted: a request corrects once. */
    private static EventId recordOf(PrivacyRequestId request) {
        return new EventId(
                EventId.PREFIX + request.value().substring(PrivacyRequestId.PREFIX.length()));
    }
}
