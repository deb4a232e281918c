package com.sanocrm.messaging.care;

import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.events.PartnerChanged.Status;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import org.springframework.stereotype.Component;

/** The clinical partners. */
@Component
class Partners {
    private final Documents<Partner> documents;

    Partners(DocumentsFactory factory) {
        documents = factory.of("partners", Partner.class);
    }

    void partnerChanged(PartnerChanged event, EventMetadata metadata) {
        documents.apply(
                event.partnerId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                known -> Change.of(Partner.from(event, known, metadata.time())));
    }

    /** Whether no agreement holds, so that no data may flow. */
    boolean isSuspended(PartnerId id) {
        return documents
                .find(id.value())
                .filter(partner -> partner.state().status() == Status.SUSPENDED)
                .isPresent();
    }
}
