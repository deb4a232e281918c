package com.sanocrm.consent.newsletter;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.crypto.BlindIndex;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The subscriptions, one for each address that was ever entered. */
@Component
class Subscriptions implements PersonalData {
    private static final int AT_ONCE = 200;

    private final Documents<Subscription> documents;
    private final BlindIndex index;
    private final Ids ids;
    private final Clock clock;

    Subscriptions(DocumentsFactory factory, BlindIndex index, Ids ids, Clock clock) {
        this.documents = factory.of("newsletter_subscriptions", Subscription.class);
        this.index = index;
        this.ids = ids;
        this.clock = clock;
        documents.createIndex(
                Indexes.ascending("subscriberId"), new IndexOptions().name("of").unique(true));
        documents.createIndex(
                Indexes.ascending("status", "askedAt"), new IndexOptions().name("unconfirmed"));
    }

    /** The address's, made now if there is none. */
    Subscription of(Sensitive email) {
        String id = index.of("newsletter|" + email.reveal().toLowerCase(Locale.ROOT));
        return documents
                .create(
                        Change.of(
                                Subscription.of(
                                        id,
                                        ids.next(AccountId.PREFIX, AccountId::new),
                                        clock.instant())))
                .state();
    }

    Optional<Subscription> of(AccountId subscriber) {
        return documents.first(Filters.eq("subscriberId", subscriber.value())).map(Stored::state);
    }

    void change(
            Subscription subscription,
            Function<Subscription, Change<Subscription>> decision,
            Event... alongside) {
        documents.change(
                subscription.id(),
                stored -> {
                    Change<Subscription> change = decision.apply(stored.state());
                    var events = new ArrayList<Event>(change.events());
                    events.addAll(List.of(alongside));
                    return new Change<>(change.state(), events);
                });
    }

    List<Subscription> unconfirmedSince(Instant before) {
        return documents
                .list(
                        Filters.and(
                                Filters.eq("status", Status.ASKED.name()),
                                Filters.lt("askedAt", Date.from(before))),
                        Sorts.ascending("askedAt"),
                        AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /** Ends it, and removes it with the hash of its address once the end is published. */
    @Override
    public long erase(AccountId subscriber) {
        of(subscriber)
                .filter(known -> known.status() != Status.ENDED)
                .ifPresent(known -> change(known, Subscription::erased));
        return documents.remove(Filters.eq("subscriberId", subscriber.value()));
    }
}
