package com.sanocrm.messaging.newsletter;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.ChoiceTaken;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.bounce.Addresses;
import com.sanocrm.messaging.mail.Dispatch;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.people.Subscribing;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The subscribers without an account. */
@Component
public class Subscribers implements PersonalData {
    private final Documents<Subscriber> documents;
    private final Dispatch dispatch;
    private final Subscribing people;
    private final Addresses addresses;

    Subscribers(
            DocumentsFactory factory, Dispatch dispatch, Subscribing people, Addresses addresses) {
        this.dispatch = dispatch;
        this.documents = factory.of("newsletter_subscribers", Subscriber.class);
        this.people = people;
        this.addresses = addresses;
        Dispatch.index(documents);
        documents.createIndex(
                Indexes.ascending("status", "_id"), new IndexOptions().name("confirmedAfter"));
    }

    void subscriptionChanged(NewsletterSubscriptionChanged event, EventMetadata metadata) {
        people.subscriptionChanged(event, metadata);
        if (event.status() == Status.CONFIRMED) {
            addresses.reachedAgain(event.subscriberId());
        }
        Optional<AccountId> account =
                event.status() == Status.CONFIRMED
                        ? people.accountOf(event.subscriberId())
                        : Optional.empty();
        documents.apply(
                event.subscriberId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ ->
                        account.map(owner -> Change.of(Subscriber.from(event), taken(event, owner)))
                                .orElseGet(() -> Change.of(Subscriber.from(event))));
    }

    /** Who has the mailbox of an account confirmed: it is the account's choice. */
    private static ChoiceTaken taken(NewsletterSubscriptionChanged event, AccountId account) {
        String request = event.subscriberId().value() + ":" + event.askedAt().toEpochMilli();
        return new ChoiceTaken(
                account,
                Purpose.NEWSLETTER.wireName(),
                Choice.GRANTED,
                Channel.NEWSLETTER_FORM,
                null,
                event.subscriberId().value(),
                event.language(),
                event.askedAt(),
                "newsletter:" + request + ":account");
    }

    /** A page of those who confirmed, by id, from after that one. */
    public List<AccountId> confirmedAfter(@Nullable AccountId last, int limit) {
        Bson confirmed = Filters.eq("status", Status.CONFIRMED.name());
        return documents
                .list(
                        last == null
                                ? confirmed
                                : Filters.and(confirmed, Filters.gt("_id", last.value())),
                        Sorts.ascending("_id"),
                        limit)
                .stream()
                .map(subscriber -> subscriber.state().id())
                .toList();
    }

    /** Sends what is due. */
    void dispatch(Function<Subscriber, Optional<Postbox.Outcome>> letter) {
        dispatch.round(documents, letter);
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("_id", person.value()));
    }
}
