package com.sanocrm.identity.relationship;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.platform.problem.ProblemException;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says who may be given a patient. */
@Component
public class Clinicians {
    private final Accounts accounts;

    Clinicians(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * @throws ProblemException 422 unless all are clinicians of the partner
     */
    public void require(PartnerId partner, Set<AccountId> clinicians) {
        boolean all =
                clinicians.stream()
                        .allMatch(
                                id ->
                                        accounts.find(id)
                                                .filter(
                                                        found ->
                                                                found.state()
                                                                        .isClinicianOf(partner))
                                                .isPresent());
        if (!all) {
            throw ProblemException.invalid(
                    "/clinicianIds", "Only clinicians of the partner can be named.");
        }
    }
}
