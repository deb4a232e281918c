package com.sanocrm.consent.disclosure;

import com.sanocrm.contracts.events.Event;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.util.List;
import org.springframework.stereotype.Component;

/** Every disclosure that was asked for, permitted or not. */
@Component
class Disclosures {
    private final Documents<Disclosure> documents;

    Disclosures(DocumentsFactory factory) {
        this.documents = factory.of("disclosures", Disclosure.class);
    }

    /** One write with the audit records; a repeat answers the first. */
    Disclosure record(Disclosure disclosure, List<Event> audit) {
        return documents.create(new Change<>(disclosure, audit)).state();
    }
}
