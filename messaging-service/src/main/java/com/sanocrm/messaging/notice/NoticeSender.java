package com.sanocrm.messaging.notice;

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
 * Sends what is due, at least once: care messages are part of the service, no consent is asked for
 * them and no opt-out stops them.
 */
@Component
class NoticeSender {
    private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);

    private final Notices notices;
    private final NoticeMail mail;
    private final AuditRecords records;
    private final Clock clock;

    NoticeSender(Notices notices, NoticeMail mail, AuditRecords records, Clock clock) {
        this.notices = notices;
        this.mail = mail;
        this.records = records;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        try {
            notices.due(clock.instant()).stream().filter(this::claim).forEach(this::send);
        } catch (MongoException away) {
            log.atWarn().log("Notices wait for the store");
        }
    }

    private boolean claim(Notice notice) {
        var won = new AtomicBoolean();
        Instant now = clock.instant();
        var record =
                records.bySystem(
                        "contact-point.use",
                        new Target(
                                notice.partnerId(),
                                notice.recipient(),
                                "contact-point",
                                notice.recipient().value()));
        notices.change(
                notice,
                current -> {
                    won.set(current.isDue(now));
                    return current.isDue(now) ? current.claim(now, record) : Change.of(current);
                });
        return won.get();
    }

    private void send(Notice notice) {
        if (notice.isTooOld(clock.instant()) || !mail.isWanted(notice)) {
            notices.change(notice, current -> current.settled(Notice.State.DROPPED));
            return;
        }
        Postbox.Outcome outcome = mail.send(notice);
        switch (outcome) {
            case ACCEPTED -> notices.change(notice, current -> current.settled(Notice.State.SENT));
            case BOUNCED ->
                    notices.change(notice, current -> current.settled(Notice.State.DROPPED));
            /* Due again by the claim's time. */
            case NOT_HANDED_OVER, IN_DOUBT -> {}
        }
    }
}
