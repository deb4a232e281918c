package com.sanocrm.identity.partner;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Caller;
import org.springframework.stereotype.Component;

/** All clinical partners. */
@Component
public class Partners {
    private final Documents<Partner> partners;

    Partners(DocumentsFactory documents) {
        this.partners = documents.of("partners", Partner.class);
    }

    /**
     * The caller's own partner.
     *
     * @throws ProblemException 404 if the partner is another's, none, or not active
     */
    public Partner of(Caller caller, PartnerId asked) {
        if (!caller.tenant().equals(asked)) {
            throw ProblemException.notFound();
        }
        return partners.find(asked.value())
                .map(Stored::state)
                .filter(Partner::isActive)
                .orElseThrow(ProblemException::notFound);
    }

    /** The one that an earlier attempt prepared, or this. */
    Partner prepare(Partner partner) {
        return partners.create(Change.of(partner)).state();
    }

    Partner activate(PartnerId id, AuditRecorded record) {
        return partners.change(id.value(), current -> current.state().activated(record)).state();
    }
}
