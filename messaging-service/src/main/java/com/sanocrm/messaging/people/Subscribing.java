package com.sanocrm.messaging.people;

import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Subscribers without an account: they are people with an address, and nothing else. */
@Component
public class Subscribing implements PersonalData {
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

    /** Whoever has the account has the mailbox, so a subscriber of its address is the same. */
    @Override
    public Set<AccountId> alsoKnownAs(AccountId person) {
        return contactPoints.sharingTheAddressOf(person).stream()
                .filter(
                        other ->
                                people.find(other).filter(one -> one.roles().isEmpty()).isPresent())
                .collect(Collectors.toSet());
    }

    /** People and addresses see to it themselves. */
    @Override
    public long erase(AccountId person) {
        return 0;
    }
}
