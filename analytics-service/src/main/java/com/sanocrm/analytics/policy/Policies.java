package com.sanocrm.analytics.policy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.consent.PolicyDefaults;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/** The versions of the policy; the one published last is in force. */
@Component
public class Policies {
    private final Documents<Policy> documents;

    Policies(DocumentsFactory factory) {
        this.documents = factory.of("policies", Policy.class);
        // The version in force is the newest.
        documents.createIndex(Indexes.descending("publishedAt"), new IndexOptions());
    }

    /** What holds without a choice; empty before the first policy arrived. */
    public Optional<PolicyDefaults> defaults() {
        return documents.list(Filters.empty(), Sorts.descending("publishedAt"), 1).stream()
                .findFirst()
                .map(newest -> newest.state().holds());
    }

    void published(PolicyPublished event, EventMetadata metadata) {
        documents.apply(
                event.version(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(Policy.of(event)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Events {
        @Bean
        Consumer<Message<byte[]>> policyVersions(EventReader reader, Policies policies) {
            return reader.handling(EventReader.on(PolicyPublished.class, policies::published));
        }
    }
}
