package com.sanocrm.identity.registration;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.account.Account;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.account.NewAccount;
import com.sanocrm.identity.account.Opening;
import com.sanocrm.identity.account.Provisioning;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.NewResource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in a patient. Nobody learns here whether an address has an account already. */
@Component
class Registrations {
    private final Admission admission;
    private final Accounts accounts;
    private final Provisioning provisioning;
    private final AuditRecords records;
    private final AuditTrail trail;

    Registrations(
            Admission admission,
            Accounts accounts,
            Provisioning provisioning,
            AuditRecords records,
            AuditTrail trail) {
        this.admission = admission;
        this.accounts = accounts;
        this.provisioning = provisioning;
        this.records = records;
        this.trail = trail;
    }

    /**
     * By whom a patient comes in: a partner, or by themselves.
     *
     * @param language of the form
     */
    record Through(@Nullable PartnerId partner, @Nullable Caller caller, String language) {
        static Through nobody(String language) {
            return new Through(null, null, language);
        }

        /** By themselves, on the partner's site. */
        static Through formOf(PartnerId partner, String language) {
            return new Through(partner, null, language);
        }
    }

    /** The answer. */
    record Registered(AccountId accountId, Status status) {}

    /**
     * What came of it.
     *
     * @param opened whether the account is there; not for the answer
     */
    record Registration(Registered answer, boolean opened) {}

    Registration register(RegistrationForm form, NewResource.Unclaimed key, Through through) {
        Map<String, Choice> choices = admission.require(form);
        AccountId id = key.claim().id(AccountId.PREFIX, AccountId::new);
        Optional<Account> earlier = accounts.find(id).map(Stored::state);
        if (earlier.isPresent()) {
            return opened(earlier.get());
        }
        admission.requireCurrentPolicy(form.acceptedPolicyVersion());
        var password = new Sensitive(form.password());
        var opening =
                accounts.open(
                        new NewAccount(
                                id,
                                Account.Place.patient(through.partner()),
                                form.person(),
                                form.sex(),
                                form.identifier(),
                                new Account.Acceptance(
                                        form.acceptedPolicyVersion(), choices, through.language()),
                                new NewAccount.Password(password, false),
                                record("account.register", id, through)));
        return switch (opening) {
            case Opening.Opened(Account account) -> opened(account);
            case Opening.AddressTaken(AccountId owner) -> {
                trail.record(record("account.register-again", owner, through));
                yield new Registration(new Registered(id, provisioning.rehearse(password)), false);
            }
        };
    }

    private Registration opened(Account account) {
        return new Registration(
                new Registered(account.accountId(), provisioning.attempt(account)), true);
    }

    private AuditRecorded record(String action, AccountId subject, Through through) {
        var target = new Target(through.partner(), subject, "account", subject.value());
        return through.caller() == null
                ? records.anonymous(action, target)
                : records.success(through.caller(), action, target);
    }
}
