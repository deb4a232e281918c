package com.sanocrm.messaging.people;

import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Subscribers without an account: they are people with an address, and nothing else. */
@Component
public class Subscribing {
    private final People people;
    private final ContactPoints contactPoints;

    Subscribing(People people, ContactPoints contactPoints) {
        this.people = people;
        this.contactPoints = contactPoints;
    }

    /** Takes the subscriber's address over, or forgets it. */
    public void subscriptionChanged(NewsletterSubscriptionChanged event, EventMetadata metadata) {
        contactPoints.subscriptionChanged(event, metadata);
        people.subscriptionChanged(event, metadata);
    }

    /** The account of a subscriber's address: its choices take the place of the subscription. */
    public Optional<AccountId> accountOf(AccountId subscriber) {
        boolean isSubscriber =
                people.find(subscriber).filter(person -> person.roles().isEmpty()).isPresent();
        return isSubscriber
                ? contactPoints.sharingTheAddressOf(subscriber).stream()
                        .filter(other -> people.find(other).filter(Person::hasAccount).isPresent())
                        .findFirst()
                : Optional.empty();
    }
}
