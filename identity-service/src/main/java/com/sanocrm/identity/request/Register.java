package com.sanocrm.identity.request;

import com.mongodb.MongoException;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Caller;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is said of requests in the audit log, and which are late. */
@Component
class Register {
    private static final Logger log = LoggerFactory.getLogger(Register.class);

    private final PrivacyRequests requests;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final Clock clock;
    private final AtomicLong overdue = new AtomicLong();

    Register(
            PrivacyRequests requests,
            AuditRecords records,
            AuditTrail trail,
            Clock clock,
            MeterRegistry meters) {
        this.requests = requests;
        this.records = records;
        this.trail = trail;
        this.clock = clock;
        Gauge.builder("sano.privacy.requests.overdue", overdue, AtomicLong::get)
                .description("requests that are not decided though their day has passed")
                .register(meters);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    AuditRecorded done(Caller caller, String action, PrivacyRequest request) {
        return records.success(caller, action, target(request));
    }

    void seen(Caller caller, String action, PrivacyRequest request) {
        seen(caller, action, List.of(request));
    }

    /** Returns when it is durable; open what was written only after it. */
    void seen(Caller caller, String action, List<PrivacyRequest> all) {
        trail.record(all.stream().map(one -> done(caller, action, one)).toList());
    }

    /** Returns when it is durable that the platform itself goes on with the request. */
    void worked(PrivacyRequest request) {
        trail.record(records.bySystem("privacy-request.settle", target(request)));
    }

    @Scheduled(fixedDelayString = "PT1M")
    void look() {
        try {
            List<PrivacyRequest> late = requests.overdue(now());
            overdue.set(late.size());
            late.stream().filter(one -> !one.overdueTold()).forEach(this::tell);
        } catch (MongoException away) {
            log.atDebug().log("Requests that are due wait for the store");
        }
    }

    private void tell(PrivacyRequest late) {
        log.atError()
                .addKeyValue("requestId", late.id().value())
                .log("A request of a person is not decided in time");
        var record = records.bySystem("privacy-request.overdue", target(late));
        requests.change(late.id(), current -> current.overdue(now(), record));
    }

    private static Target target(PrivacyRequest request) {
        return new Target(null, request.accountId(), "privacy-request", request.id().value());
    }
}
