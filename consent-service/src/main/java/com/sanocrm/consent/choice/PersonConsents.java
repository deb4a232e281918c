package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Every person's choices, a document each; always asked for by account. */
@Component
public class PersonConsents {
    private final Documents<PersonConsent> documents;

    PersonConsents(DocumentsFactory factory) {
        this.documents = factory.of("consents", PersonConsent.class);
    }

    public Optional<PersonConsent> find(AccountId accountId) {
        return documents.find(accountId.value()).map(Stored::state);
    }

    /**
     * Makes a document for somebody who chooses before identity-service told us of the account, or
     * without one.
     */
    public void ensure(AccountId accountId) {
        if (find(accountId).isEmpty()) {
            documents.create(Change.of(PersonConsent.unknown(accountId)));
        }
    }

    /** One write: the choice, its publication and its audit record. */
    PersonConsent choose(AccountId accountId, NewChoice choice, Event audit) {
        return documents
                .change(
                        accountId.value(),
                        person -> {
                            Change<PersonConsent> change = person.state().choose(choice);
                            var events = new ArrayList<Event>(change.events());
                            events.add(audit);
                            return new Change<>(change.state(), events);
                        })
                .state();
    }

    void apply(
            AccountId accountId,
            EventMetadata metadata,
            Function<PersonConsent, Change<PersonConsent>> effect) {
        documents.apply(
                accountId.value(),
                Topic.ACCOUNTS.wireName(),
                metadata.sequence(),
                person -> effect.apply(person.orElse(PersonConsent.unknown(accountId))));
    }
}
