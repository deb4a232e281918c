package com.sanocrm.messaging.consent;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.consent.PolicyDefaults;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The versions of the privacy policy. */
@Component
public class Policies {
    private final Documents<Policy> documents;

    Policies(DocumentsFactory factory) {
        documents = factory.of("policies", Policy.class);
        // The version in force is the newest.
        documents.createIndex(Indexes.descending("publishedAt"), new IndexOptions());
    }

    void policyPublished(PolicyPublished event, EventMetadata metadata) {
        documents.apply(
                event.version(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ ->
                        Change.of(
                                new Policy(
                                        event.version(),
                                        PolicyDefaults.of(event),
                                        event.publishedAt())));
    }

    /** The one in force. */
    Optional<Policy> current() {
        return documents.list(Filters.empty(), Sorts.descending("publishedAt"), 1).stream()
                .findFirst()
                .map(Stored::state);
    }

    /** Whether no version was published before then. */
    public boolean isFirst(Instant publishedAt) {
        return documents
                .list(
                        Filters.lt("publishedAt", Date.from(publishedAt)),
                        Sorts.descending("publishedAt"),
                        1)
                .isEmpty();
    }
}
