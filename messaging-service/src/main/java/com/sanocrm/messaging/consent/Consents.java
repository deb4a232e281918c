package com.sanocrm.messaging.consent;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Effect;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What people chose. */
@Component
class Consents implements PersonalData {
    private static final int AT_ONCE = 500;

    private final Documents<PersonalConsent> documents;
    private final Clock clock;

    Consents(DocumentsFactory factory, Clock clock) {
        this.documents = factory.of("consents", PersonalConsent.class);
        this.clock = clock;
        documents.createIndex(
                Indexes.ascending("handOver.until"), new IndexOptions().name("expire"));
    }

    /** Enforced, and acknowledged, by one write. */
    Effect<PersonalConsent> consentChanged(ConsentChanged event, EventMetadata metadata) {
        return metadata.effect(
                event.accountId().value(),
                known -> PersonalConsent.changed(known, event, clock.instant()));
    }

    void applyAll(List<Effect<PersonalConsent>> effects) {
        documents.applyAll(effects);
    }

    Optional<PersonalConsent> find(AccountId person) {
        return documents.find(person.value()).map(Stored::state);
    }

    void change(AccountId person, Function<PersonalConsent, Change<PersonalConsent>> decision) {
        documents.change(person.value(), stored -> decision.apply(stored.state()));
    }

    /** Acknowledges what a process that died in a hand-over could not. */
    @Scheduled(fixedDelayString = "PT5S")
    void expire() {
        documents
                .list(
                        Filters.lt("handOver.until", Date.from(clock.instant())),
                        Sorts.ascending("handOver.until"),
                        AT_ONCE)
                .forEach(
                        left ->
                                change(
                                        left.state().id(),
                                        current -> current.expire(clock.instant())));
    }

    /** Leaves whether a mail is under way, which ends by itself. */
    @Override
    public long erase(AccountId person) {
        if (find(person).filter(known -> !known.choices().isEmpty()).isEmpty()) {
            return 0;
        }
        documents.change(person.value(), stored -> stored.state().erased());
        return 1;
    }
}
