package com.sanocrm.messaging.emergency;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.sanocrm.contracts.events.EmergencyAccessChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.emergency.Tiding.Addressee;
import com.sanocrm.messaging.mail.ComplianceMailbox;
import com.sanocrm.messaging.mail.Dispatch;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Who is to be told of which emergency access. */
@Component
class Tidings implements PersonalData {
    private final Documents<Tiding> documents;
    private final Dispatch dispatch;
    private final ComplianceMailbox compliance;

    Tidings(DocumentsFactory factory, Dispatch dispatch, ComplianceMailbox compliance) {
        this.dispatch = dispatch;
        this.documents = factory.of("emergency_tidings", Tiding.class);
        documents.createIndex(Indexes.ascending("patientId"), new IndexOptions().name("erase"));
        this.compliance = compliance;
        Dispatch.index(documents);
    }

    /** Of an event that comes again nothing more follows. */
    void of(EmergencyAccessChanged event) {
        if (compliance.isThere()) {
            documents.create(Change.of(Tiding.of(event, Addressee.COMPLIANCE)));
        }
        documents.create(Change.of(Tiding.of(event, Addressee.PATIENT)));
    }

    /** Sends what is due. */
    void dispatch(Function<Tiding, Optional<Postbox.Outcome>> letter) {
        dispatch.round(documents, letter);
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("patientId", person.value()));
    }
}
