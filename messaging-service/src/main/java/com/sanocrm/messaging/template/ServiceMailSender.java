package com.sanocrm.messaging.template;

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

/**
 * Sends what is due, at least once: mails of the service are care messages, no consent is asked for
 * them and no opt-out stops them.
 */
@Component
class ServiceMailSender {
    private static final Logger log = LoggerFactory.getLogger(ServiceMailSender.class);

    private final ServiceMails mails;
    private final ServiceLetter letter;
    private final AuditRecords records;
    private final Clock clock;

    ServiceMailSender(ServiceMails mails, ServiceLetter letter, AuditRecords records, Clock clock) {
        this.mails = mails;
        this.letter = letter;
        this.records = records;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        try {
            mails.due(clock.instant()).stream().filter(this::claim).forEach(this::send);
        } catch (MongoException away) {
            log.atWarn().log("Mails of the service wait for the store");
        }
    }

    private boolean claim(ServiceMail mail) {
        var won = new AtomicBoolean();
        Instant now = clock.instant();
        var record =
                records.bySystem(
                        "contact-point.use",
                        new Target(
                                mail.tenant(),
                                mail.recipient(),
                                "contact-point",
                                mail.recipient().value()));
        mails.change(
                mail,
                current -> {
                    won.set(current.isDue(now));
                    return current.isDue(now) ? current.claim(now, record) : Change.of(current);
                });
        return won.get();
    }

    private void send(ServiceMail mail) {
        if (mail.isTooOld(clock.instant()) || !letter.isWanted(mail)) {
            settle(mail, ServiceMail.State.DROPPED);
            return;
        }
        Postbox.Outcome outcome = letter.send(mail);
        switch (outcome) {
            case ACCEPTED -> settle(mail, ServiceMail.State.SENT);
            case BOUNCED -> settle(mail, ServiceMail.State.BOUNCED);
            /* Due again by the claim's time. */
            case NOT_HANDED_OVER, IN_DOUBT -> {}
        }
    }

    private void settle(ServiceMail mail, ServiceMail.State outcome) {
        mails.change(mail, current -> current.settled(outcome));
    }
}
