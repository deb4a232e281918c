package com.sanocrm.identity.erasure;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.sanocrm.contracts.events.LegalHoldChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.LegalCaseId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.springframework.stereotype.Component;

/** Whose data must be kept because of a case of legal process, by audit-service's word. */
@Component
class LegalHolds {
    private final Documents<Hold> documents;

    LegalHolds(DocumentsFactory factory) {
        this.documents = factory.of("legal_holds", Hold.class);
        documents.createIndex(Indexes.ascending("subjectIds"), new IndexOptions().name("hold"));
    }

    /** Public for the store's codec. */
    public record Hold(@BsonId LegalCaseId caseId, Set<AccountId> subjectIds) {
        public Hold {
            subjectIds = Set.copyOf(subjectIds);
        }
    }

    void changed(LegalHoldChanged event, EventMetadata metadata) {
        documents.apply(
                event.caseId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(new Hold(event.caseId(), event.subjectIds())));
    }

    /** Whether any case holds the person's data. */
    boolean hold(AccountId person) {
        return documents.first(Filters.eq("subjectIds", person.value())).isPresent();
    }
}
