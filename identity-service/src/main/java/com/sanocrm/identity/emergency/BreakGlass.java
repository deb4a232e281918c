package com.sanocrm.identity.emergency;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets a clinician in whom no care relationship lets in. It needs this service and its store, and
 * nobody else: the alarm, the notice to the patient and the access to conversations follow by
 * event, and the audit records wait wherever they can be kept.
 */
@Component
public class BreakGlass {
    private static final String OPEN = "emergency-access.open";
    private static final Logger log = LoggerFactory.getLogger(BreakGlass.class);

    private final EmergencyAccesses accesses;
    private final Accounts accounts;
    private final Partners partners;
    private final AuditRecords records;
    private final Ids ids;

    BreakGlass(
            EmergencyAccesses accesses,
            Accounts accounts,
            Partners partners,
            AuditRecords records,
            Ids ids) {
        this.accesses = accesses;
        this.accounts = accounts;
        this.partners = partners;
        this.records = records;
        this.ids = ids;
    }

    /** The caller's access to the patient that holds now. */
    public Optional<EmergencyAccess> standing(Caller caller, AccountId patient) {
        return accesses.standing(caller.accountId(), patient)
                .filter(access -> access.partnerId().equals(caller.partnerId()))
                .filter(access -> partners.withAgreement(access.partnerId()).isPresent());
    }

    /**
     * The caller's access to the patient: the one that holds, or a new one.
     *
     * @throws ProblemException 403 if the caller is no clinician, 404 if there is no such patient,
     *     409 if the agreement of the caller's partner has ended
     */
    public EmergencyAccess open(Caller caller, AccountId patient, Justification justification) {
        return open(
                ids.next(EmergencyAccessId.PREFIX, EmergencyAccessId::new),
                caller,
                patient,
                justification);
    }

    /**
     * As {@link #open(Caller, AccountId, Justification)}.
     *
     * @param id of a new one; a repeat answers what it opened
     */
    EmergencyAccess open(
            EmergencyAccessId id, Caller caller, AccountId patient, Justification justification) {
        if (!caller.is(Role.CLINICIAN)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "An emergency is a reason for clinicians only.");
        }
        PartnerId partner = partners.of(caller, caller.tenant()).partnerId();
        boolean isSelf = caller.accountId().equals(patient);
        if (isSelf || accounts.find(patient).filter(it -> it.state().isPatient()).isEmpty()) {
            throw ProblemException.notFound();
        }
        return standing(caller, patient)
                .orElseGet(() -> opened(id, partner, caller, patient, justification));
    }

    private EmergencyAccess opened(
            EmergencyAccessId id,
            PartnerId partner,
            Caller caller,
            AccountId patient,
            Justification justification) {
        var record =
                records.inEmergency(caller, OPEN, EmergencyAccess.target(id, partner, patient));
        EmergencyAccess opened =
                accesses.open(id, partner, caller.accountId(), patient, justification, record);
        log.atWarn()
                .addKeyValue("partnerId", partner)
                .log("A clinician opened a record in an emergency");
        return opened;
    }

    /** What the audit log says of an access, in the log of the clinician's partner. */
    public static Target target(EmergencyAccess access) {
        return EmergencyAccess.target(access.id(), access.partnerId(), access.patientId());
    }
}
