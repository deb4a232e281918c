package com.sanocrm.messaging.newsletter;

import com.mongodb.MongoException;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.outbox.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends what is due, at least once for each request. */
@Component
class ConfirmationSender {
    private static final Logger log = LoggerFactory.getLogger(ConfirmationSender.class);

    private final Subscribers subscribers;
    private final ConfirmationMail mail;
    private final AuditRecords records;
    private final Clock clock;

    ConfirmationSender(
            Subscribers subscribers, ConfirmationMail mail, AuditRecords records, Clock clock) {
        this.subscribers = subscribers;
        this.mail = mail;
        this.records = records;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void work() {
        try {
            subscribers.due(clock.instant()).stream().filter(this::claim).forEach(this::send);
        } catch (MongoException away) {
            log.atWarn().log("Confirmation mails wait for the store");
        }
    }

    private boolean claim(Subscriber subscriber) {
        var won = new AtomicBoolean();
        Instant now = clock.instant();
        var record =
                records.bySystem(
                        "contact-point.use",
                        new Target(
                                null, subscriber.id(), "contact-point", subscriber.id().value()));
        subscribers.change(
                subscriber,
                current -> {
                    boolean mine =
                            current.isDue(now) && current.askedAt().equals(subscriber.askedAt());
                    won.set(mine);
                    return mine ? current.claim(now, record) : Change.of(current);
                });
        return won.get();
    }

    private void send(Subscriber subscriber) {
        if (subscriber.isTooLate(clock.instant())) {
            settle(subscriber, Subscriber.Mail.DROPPED);
            return;
        }
        Postbox.Outcome outcome = mail.send(subscriber);
        switch (outcome) {
            case ACCEPTED -> settle(subscriber, Subscriber.Mail.SENT);
            case BOUNCED -> settle(subscriber, Subscriber.Mail.DROPPED);
            /* Due again by the claim's time. */
            case NOT_HANDED_OVER, IN_DOUBT -> {}
        }
    }

    private void settle(Subscriber subscriber, Subscriber.Mail outcome) {
        subscribers.change(subscriber, current -> current.settled(subscriber.askedAt(), outcome));
    }
}
