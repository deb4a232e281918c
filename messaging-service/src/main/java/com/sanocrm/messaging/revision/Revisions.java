package com.sanocrm.messaging.revision;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The material versions of the policy. */
@Component
class Revisions {
    private static final int AT_ONCE = 20;

    private final Documents<Revision> documents;

    Revisions(DocumentsFactory factory) {
        documents = factory.of("policy_revisions", Revision.class);
        documents.createIndex(
                Indexes.ascending("status", "publishedAt"), new IndexOptions().name("waiting"));
    }

    void policyPublished(PolicyPublished event, EventMetadata metadata) {
        if (event.material()) {
            documents.apply(
                    event.version(),
                    metadata.topic().wireName(),
                    metadata.sequence(),
                    known -> Change.of(known.orElseGet(() -> Revision.from(event))));
        }
    }

    Optional<Revision> find(String version) {
        return documents.find(version).map(Stored::state);
    }

    List<Revision> waiting() {
        return documents
                .list(
                        Filters.eq("status", Revision.Status.WAITING.name()),
                        Sorts.ascending("publishedAt"),
                        AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    void done(Revision revision) {
        documents.change(revision.id(), stored -> stored.state().done());
    }
}
