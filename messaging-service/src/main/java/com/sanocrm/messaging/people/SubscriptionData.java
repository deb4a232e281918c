package com.sanocrm.messaging.people;

import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.export.PortableData;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The newsletter as the person asked for it by address, as a visitor: of the address that the
 * account has, and only once the account is active, for then its owner has the mailbox.
 */
@Component
@Order(3)
class SubscriptionData implements PortableData {
    private final People people;
    private final Subscribing subscribing;

    SubscriptionData(People people, Subscribing subscribing) {
        this.people = people;
        this.subscribing = subscribing;
    }

    /**
     * @param subscriberId under which the choice is kept as evidence
     */
    record SubscribedByAddress(
            AccountId subscriberId, NewsletterSubscriptionChanged.Status status) {
        static SubscribedByAddress from(Person subscriber) {
            return new SubscribedByAddress(
                    subscriber.id(),
                    switch (subscriber.status()) {
                        case PENDING -> NewsletterSubscriptionChanged.Status.ASKED;
                        case ACTIVE -> NewsletterSubscriptionChanged.Status.CONFIRMED;
                        case QUARANTINED, CLOSED -> NewsletterSubscriptionChanged.Status.ENDED;
                    });
        }
    }

    @Override
    public String section() {
        return "newsletterSubscriptions";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        if (people.find(person).filter(one -> one.status() == Status.ACTIVE).isPresent()) {
            subscribing.alsoKnownAs(person).stream()
                    .flatMap(subscriber -> people.find(subscriber).stream())
                    .map(SubscribedByAddress::from)
                    .forEach(each);
        }
    }
}
