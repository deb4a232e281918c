package com.sanocrm.identity.partner;

import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.account.Account;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.account.NewAccount;
import com.sanocrm.identity.account.Opening;
import com.sanocrm.identity.account.Person;
import com.sanocrm.identity.account.Provisioning;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Caller;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** The people who work for partners. */
@Component
class Staff {
    private static final int RANDOM_PASSWORD_BYTES = 24;

    private final Accounts accounts;
    private final Provisioning provisioning;
    private final AuditRecords records;
    private final SecureRandom random = new SecureRandom();

    Staff(Accounts accounts, Provisioning provisioning, AuditRecords records) {
        this.accounts = accounts;
        this.provisioning = provisioning;
        this.records = records;
    }

    /** A member of staff as the answer names them. */
    record Joined(AccountId accountId, Status status) {}

    /**
     * Opens an account for somebody of the partner.
     *
     * @throws ProblemException 409 if the address is that of a colleague. That it is somebody
     *     else's is not said, for it may be a patient's: the answer is then that of an invitation
     *     not yet taken up.
     */
    Joined join(AccountId id, Role role, PartnerId partner, NewStaff staff, Caller by) {
        var opening =
                accounts.open(
                        new NewAccount(
                                id,
                                Account.Place.staff(role, partner),
                                new Person(
                                        staff.email(),
                                        staff.givenName(),
                                        staff.familyName(),
                                        null,
                                        null,
                                        null),
                                null,
                                null,
                                null,
                                password(staff),
                                records.success(
                                        by,
                                        "account.invite",
                                        new Target(partner, id, "account", id.value()))));
        return switch (opening) {
            case Opening.Opened(Account account) -> new Joined(id, provisioning.attempt(account));
            case Opening.AddressTaken(AccountId owner) -> {
                if (worksFor(owner, partner)) {
                    throw new ProblemException(
                            ProblemType.CONFLICT, "A colleague has this address already.");
                }
                yield new Joined(id, Status.PENDING);
            }
        };
    }

    private boolean worksFor(AccountId owner, PartnerId partner) {
        return accounts.find(owner)
                .filter(found -> partner.equals(found.state().place().staffOf()))
                .isPresent();
    }

    private NewAccount.Password password(NewStaff staff) {
        String given = staff.password();
        if (given != null) {
            return new NewAccount.Password(new Sensitive(given), false);
        }
        byte[] bytes = new byte[RANDOM_PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new NewAccount.Password(
                new Sensitive(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)), true);
    }
}
