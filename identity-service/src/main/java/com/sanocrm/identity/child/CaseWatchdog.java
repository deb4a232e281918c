package com.sanocrm.identity.child;

import com.mongodb.MongoException;
import com.sanocrm.platform.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees to it that no case stays where it is: what nobody decided in time goes on by itself. */
@Component
class CaseWatchdog {
    private static final Logger log = LoggerFactory.getLogger(CaseWatchdog.class);

    private final ChildCases cases;
    private final CaseAudit audit;
    private final ChildSettings settings;
    private final Settlement settlement;
    private final AtomicLong unsettled = new AtomicLong();

    CaseWatchdog(
            ChildCases cases,
            CaseAudit audit,
            ChildSettings settings,
            Settlement settlement,
            MeterRegistry meters) {
        this.cases = cases;
        this.audit = audit;
        this.settings = settings;
        this.settlement = settlement;
        Gauge.builder("sano.child.cases.unsettled", unsettled, AtomicLong::get)
                .description("children's accounts that wait to be locked, opened or erased")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT2S")
    void look() {
        try {
            cases.overdue().forEach(this::goOn);
            List<ChildCase> waiting = cases.unsettled();
            unsettled.set(waiting.size());
            waiting.forEach(settlement::attempt);
        } catch (MongoException away) {
            log.atDebug().log("The watchdog of children's accounts waits for the store");
        }
    }

    private void goOn(ChildCase late) {
        try {
            var record = audit.bySystem("child-report.overdue", late);
            settlement.attempt(
                    cases.change(
                            late.id(),
                            current ->
                                    current.overdue(
                                            cases.now(),
                                            settings.verifiedUntil(cases.now()),
                                            record)));
        } catch (ProblemException gone) {
            log.atDebug().log("A case ended with its account");
        }
    }
}
