package com.sanocrm.consent.policy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Who accepted which version, a document each. */
@Component
class Acceptances implements PersonalData {
    private static final int AT_ONCE = 100;

    private final Documents<Acceptance> documents;
    private final Clock clock;

    Acceptances(DocumentsFactory factory, Clock clock) {
        this.clock = clock;
        this.documents = factory.of("acceptances", Acceptance.class);
        // What a person accepted.
        documents.createIndex(
                Indexes.compoundIndex(
                        Indexes.ascending("accountId"), Indexes.descending("acceptedAt")),
                new IndexOptions());
    }

    /** A repeat changes nothing and answers the first. */
    Acceptance record(Acceptance acceptance, Event... alongside) {
        return documents.create(Change.of(acceptance, alongside)).state();
    }

    /** What the person accepted, the latest first by the clocks that were asked. */
    List<Acceptance> of(AccountId accountId) {
        return documents
                .list(
                        Filters.eq("accountId", accountId.value()),
                        Sorts.descending("acceptedAt"),
                        AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /** Removes nothing: it is evidence, and says from now on that it is of the past. */
    @Override
    public long erase(AccountId person) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        of(person)
                .forEach(
                        one ->
                                documents.change(
                                        one.id(), stored -> Change.of(stored.state().ended(now))));
        return 0;
    }

    /** Who registers accepts the version that the form showed. */
    @Configuration(proxyBeanMethods = false)
    static class Registrations {
        @Bean
        Consumer<Message<byte[]>> registeredAcceptances(
                EventReader reader, Acceptances acceptances) {
            return reader.handling(
                    EventReader.on(
                            AccountChanged.class,
                            (account, metadata) -> {
                                if (account.acceptedPolicyVersion() != null) {
                                    acceptances.record(
                                            Acceptance.of(
                                                    account.accountId(),
                                                    account.acceptedPolicyVersion(),
                                                    Channel.REGISTRATION_FORM,
                                                    account.registeredAt()));
                                }
                            }));
        }
    }
}
