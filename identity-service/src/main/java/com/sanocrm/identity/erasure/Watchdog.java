package com.sanocrm.identity.erasure;

import com.mongodb.MongoException;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.retention.ToldHolds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees to it that every erasure ends: orders again what is not confirmed, begins what was held. */
@Component
class Watchdog {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LATE = Duration.ofHours(1);

    private final Erasures erasures;
    private final ToldHolds holds;
    private final Closing closing;
    private final AuditRecords records;
    private final AtomicLong overdue = new AtomicLong();

    Watchdog(
            Erasures erasures,
            ToldHolds holds,
            Closing closing,
            AuditRecords records,
            MeterRegistry meters) {
        this.erasures = erasures;
        this.holds = holds;
        this.closing = closing;
        this.records = records;
        Gauge.builder("sano.erasures.overdue", overdue, AtomicLong::get)
                .description("erasures that a service did not confirm in time")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT2S")
    void look() {
        try {
            List<Erasure> late = erasures.overdue();
            overdue.set(late.size());
            late.forEach(this::orderAgain);
            beginWhatIsReleased();
        } catch (MongoException away) {
            log.atDebug().log("The watchdog of erasures waits for the store");
        }
    }

    private void orderAgain(Erasure erasure) {
        if (erasure.requestedAt().plus(LATE).isBefore(erasures.now())) {
            log.atError()
                    .addKeyValue("erasureId", erasure.id().value())
                    .addKeyValue("services", String.join(",", erasure.waitingFor()))
                    .log("An erasure is late");
        }
        erasures.orderAgain(erasure);
    }

    private void beginWhatIsReleased() {
        String last = "";
        List<Erasure> page;
        do {
            page = erasures.heldAfter(last);
            for (Erasure held : page) {
                last = held.id().value();
                closing.close(held.accountId());
                if (!holds.hold(held.accountId())) {
                    var target = new Target(null, held.accountId(), "erasure", last);
                    erasures.release(held, records.bySystem("erasure.release", target));
                }
            }
        } while (!page.isEmpty());
    }
}
