package com.sanocrm.platform.retention;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.sanocrm.contracts.events.DataHoldChanged;
import com.sanocrm.contracts.events.LegalHoldChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.util.HashSet;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;

/** The holds that other services tell of: of legal process, and of people's own requests. */
public final class ToldHolds implements Holds {
    private final Documents<Hold> documents;

    public ToldHolds(DocumentsFactory factory) {
        this.documents = factory.of("holds", Hold.class);
        documents.createIndex(Indexes.ascending("subjectIds"), new IndexOptions().name("hold"));
    }

    /**
     * Public for the store's codec.
     *
     * @param id of the case or the request
     * @param subjectIds none once it has ended
     */
    public record Hold(@BsonId String id, Set<AccountId> subjectIds) {
        public Hold {
            subjectIds = Set.copyOf(subjectIds);
        }
    }

    public void changed(LegalHoldChanged event, EventMetadata metadata) {
        keep(new Hold(event.caseId().value(), event.subjectIds()), metadata);
    }

    public void changed(DataHoldChanged event, EventMetadata metadata) {
        keep(
                new Hold(
                        event.requestId().value(),
                        event.held() ? Set.of(event.accountId()) : Set.of()),
                metadata);
    }

    private void keep(Hold hold, EventMetadata metadata) {
        documents.apply(
                hold.id(), metadata.topic().wireName(), metadata.sequence(), _ -> Change.of(hold));
    }

    /** Whether the person's data is held. */
    public boolean hold(AccountId person) {
        return documents.first(Filters.eq("subjectIds", person.value())).isPresent();
    }

    @Override
    public Set<AccountId> among(Set<AccountId> people) {
        var held = new HashSet<AccountId>();
        documents.each(
                Filters.in("subjectIds", people.stream().map(AccountId::value).toList()),
                hold -> held.addAll(hold.subjectIds()));
        held.retainAll(people);
        return held;
    }
}
