package com.sanocrm.messaging.emergency;

import com.mongodb.MongoException;
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

/** Sends what is due, at least once; no consent is asked for it and no opt-out stops it. */
@Component
class TidingSender {
    private static final Logger log = LoggerFactory.getLogger(TidingSender.class);

    private final Tidings tidings;
    private final TidingMail mail;
    private final AuditRecords records;
    private final Clock clock;

    TidingSender(Tidings tidings, TidingMail mail, AuditRecords records, Clock clock) {
        this.tidings = tidings;
        this.mail = mail;
        this.records = records;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        try {
            tidings.due(clock.instant()).stream().filter(this::claim).forEach(this::send);
        } catch (MongoException away) {
            log.atWarn().log("Alarms wait for the store");
        }
    }

    private boolean claim(Tiding tiding) {
        var won = new AtomicBoolean();
        Instant now = clock.instant();
        var record =
                records.bySystem(
                        "contact-point.use",
                        new Target(
                                tiding.partnerId(),
                                tiding.patientId(),
                                "contact-point",
                                tiding.patientId().value()));
        tidings.change(
                tiding,
                current -> {
                    won.set(current.isDue(now));
                    return current.isDue(now) ? current.claim(now, record) : Change.of(current);
                });
        return won.get();
    }

    private void send(Tiding tiding) {
        switch (mail.send(tiding)) {
            case ACCEPTED -> tidings.change(tiding, current -> current.settled(Tiding.State.SENT));
            case BOUNCED ->
                    tidings.change(tiding, current -> current.settled(Tiding.State.BOUNCED));
            /* Due again by the claim's time. */
            case NOT_HANDED_OVER, IN_DOUBT -> {}
        }
    }
}
