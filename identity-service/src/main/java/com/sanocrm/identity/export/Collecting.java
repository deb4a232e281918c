package com.sanocrm.identity.export;

import com.mongodb.MongoException;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.export.ExportZip.DamagedServiceException;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import com.sanocrm.platform.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes in what the services give, asks again for what is missing, and lets go what has expired.
 */
@Component
class Collecting {
    private static final Logger log = LoggerFactory.getLogger(Collecting.class);

    private final Exports exports;
    private final Pieces parts;
    private final ExportZip zips;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final Set<PrivacyRequestId> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Collecting(
            Exports exports, Pieces parts, ExportZip zips, AuditRecords records, AuditTrail trail) {
        this.exports = exports;
        this.parts = parts;
        this.zips = zips;
        this.records = records;
        this.trail = trail;
    }

    /** Nobody but a service itself gives its part; what nobody waits for is not kept. */
    void arrived(ExportPartSent part, EventMetadata metadata) {
        if (!metadata.source().equals("/" + part.service())) {
            log.atError()
                    .addKeyValue("requestId", part.requestId().value())
                    .log("A part of an export does not come from the service that it names");
            return;
        }
        if (exports.find(part.requestId()).filter(one -> one.takes(part.service())).isEmpty()) {
            return;
        }
        parts.add(part, exports.now());
        if (exports.find(part.requestId()).isEmpty()) {
            parts.remove(part.requestId());
            return;
        }
        if (parts.isWhole(part.requestId(), part.run())) {
            change(part.requestId(), part);
        }
    }

    private void change(PrivacyRequestId request, ExportPartSent part) {
        try {
            exports.change(
                    request, current -> current.whole(part.service(), part.run(), exports.now()));
        } catch (ProblemException erasedMeanwhile) {
            parts.remove(request);
        }
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void look() {
        try {
            exports.due().stream()
                    .filter(one -> underWay.add(one.id()))
                    .forEach(one -> threads.execute(() -> attempt(one)));
        } catch (MongoException away) {
            log.atDebug().log("Exports wait for the store");
        }
    }

    /** What came late for an export that is no more. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void clear() {
        try {
            parts.removeOld(exports.now().minus(Export.KEPT.multipliedBy(2)));
        } catch (MongoException away) {
            log.atDebug().log("Old parts of exports wait for the store");
        }
    }

    private void attempt(Export due) {
        try {
            advance(due);
        } catch (ProblemException | UndecipherableException erased) {
            log.atInfo()
                    .addKeyValue("requestId", due.id().value())
                    .log("An export ends with its person");
        } catch (RuntimeException failure) {
            log.atWarn()
                    .setCause(failure)
                    .addKeyValue("requestId", due.id().value())
                    .log("A step of an export failed and is tried again");
        } finally {
            underWay.remove(due.id());
        }
    }

    private void advance(Export due) {
        switch (due.state()) {
            case COLLECTING -> exports.change(due.id(), one -> one.overdue(exports.now()));
            case CHECKING -> check(due);
            case READY -> {
                var record = record(due, "privacy-request.export-expire");
                exports.change(due.id(), one -> one.expired(exports.now(), record));
                parts.remove(due.id());
            }
            case EXPIRED -> {}
        }
    }

    private void check(Export export) {
        trail.record(record(export, "privacy-request.export-check"));
        try {
            zips.write(export, OutputStream.nullOutputStream());
            var record = record(export, "privacy-request.export-ready");
            exports.change(export.id(), one -> one.checked(exports.now(), record));
        } catch (DamagedServiceException damage) {
            log.atError()
                    .setCause(damage)
                    .addKeyValue("requestId", export.id().value())
                    .addKeyValue("service", damage.service())
                    .log("A part of an export is not what it says and is asked for again");
            exports.change(export.id(), one -> one.damaged(damage.service(), exports.now()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private AuditRecorded record(Export export, String action) {
        return records.bySystem(
                action,
                new Target(null, export.accountId(), "privacy-request", export.id().value()));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
