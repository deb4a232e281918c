package com.sanocrm.identity.policy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.codecs.pojo.annotations.BsonId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/** The versions of the privacy policy, by consent-service's word. */
@Component
public class Policies {
    private final Documents<Version> versions;

    Policies(DocumentsFactory documents) {
        this.versions = documents.of("policies", Version.class);
        // The version in force is the newest.
        versions.createIndex(Indexes.descending("publishedAt"), new IndexOptions());
    }

    /**
     * A version and since when it is in force. Public for the store's codec.
     *
     * @param name as in {@code acceptedPolicyVersion}
     */
    public record Version(@BsonId String name, Instant publishedAt) {}

    /** The version in force; empty until consent-service has published one. */
    public Optional<String> current() {
        return versions.list(Filters.empty(), Sorts.descending("publishedAt"), 1).stream()
                .findFirst()
                .map(stored -> stored.state().name());
    }

    void published(PolicyPublished event, EventMetadata metadata) {
        versions.apply(
                event.version(),
                Topic.Name.CONSENT_POLICIES,
                metadata.sequence(),
                known -> Change.of(new Version(event.version(), event.publishedAt())));
    }

    /** The consumer of {@code consent.policies.v1}. */
    @Configuration(proxyBeanMethods = false)
    static class Consuming {
        @Bean
        Consumer<Message<byte[]>> publishedPolicies(EventReader reader, Policies policies) {
            return reader.handling(EventReader.on(PolicyPublished.class, policies::published));
        }
    }
}
