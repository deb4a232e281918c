package com.sanocrm.messaging.newsletter;

import com.sanocrm.messaging.mail.Postbox;
import java.time.Clock;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends what is due, for each request. */
@Component
class ConfirmationSender {
    private final Subscribers subscribers;
    private final ConfirmationMail mail;
    private final Clock clock;

    ConfirmationSender(Subscribers subscribers, ConfirmationMail mail, Clock clock) {
        this.subscribers = subscribers;
        this.mail = mail;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void work() {
        subscribers.dispatch(this::send);
    }

    private Optional<Postbox.Outcome> send(Subscriber subscriber) {
        return subscriber.isTooLate(clock.instant())
                ? Optional.empty()
                : Optional.of(mail.send(subscriber));
    }
}
