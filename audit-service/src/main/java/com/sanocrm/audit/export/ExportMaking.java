package com.sanocrm.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.records.AuditEvent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes exports in the background, some parts at a time. Each person whose records get into one is
 * told so by a record of it, before the part is stored.
 */
@Component
class ExportMaking {
    /** Longer than any turn should take: after it another instance goes on. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final int PARTS_A_TURN = 20;
    private static final int RECORDS_A_PART = 500;
    private static final int EXPORTS_A_TURN = 10;

    private final AuditExports exports;
    private final Logs logs;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final JsonMapper json;
    private final Clock clock;

    ExportMaking(
            AuditExports exports,
            Logs logs,
            AuditRecords records,
            AuditTrail trail,
            JsonMapper json,
            Clock clock) {
        this.exports = exports;
        this.logs = logs;
        this.records = records;
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void turn() {
        for (AuditExport waiting : exports.unfinished(EXPORTS_A_TURN)) {
            Instant now = clock.instant();
            AuditExport leased =
                    exports.change(
                            waiting.exportId(),
                            current -> current.isFree(now) ? current.leased(now, LEASE) : current);
            if (waiting.isFree(now) && leased.leasedUntil().equals(until(now))) {
                make(leased);
            }
        }
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void expire() {
        exports.expire(clock.instant());
    }

    private static Instant until(Instant now) {
        return now.plus(LEASE);
    }

    private void make(AuditExport begun) {
        AuditExport current = begun;
        var told = new HashSet<AccountId>();
        for (int part = 0; part < PARTS_A_TURN; part++) {
            List<LoggedRecord> page = logs.newest(current.rest(), RECORDS_A_PART);
            if (page.isEmpty()) {
                finish(current);
                return;
            }
            tell(current, page, told);
            current = store(current, page);
        }
        exports.change(begun.exportId(), AuditExport::released);
    }

    private void tell(AuditExport export, List<LoggedRecord> page, Set<AccountId> told) {
        var officer = new Caller(export.requestedBy(), Set.of(Role.COMPLIANCE), null);
        trail.record(
                page.stream()
                        .map(logged -> logged.leaf().record().subjectId())
                        .filter(Objects::nonNull)
                        .filter(told::add)
                        .map(
                                subject ->
                                        new Target(
                                                null,
                                                subject,
                                                ExportEndpoints.RESOURCE,
                                                export.exportId().value()))
                        .map(target -> records.success(officer, "audit-export.make", target))
                        .toList());
    }

    private AuditExport store(AuditExport export, List<LoggedRecord> page) {
        byte[] lines =
                page.stream()
                        .map(logged -> json.writeValueAsString(AuditEvent.from(logged)))
                        .collect(Collectors.joining("\n", "", "\n"))
                        .getBytes(UTF_8);
        exports.put(export.exportId(), export.parts(), lines);
        Instant lease = clock.instant().plus(LEASE);
        return exports.change(
                export.exportId(),
                current ->
                        current.parts() == export.parts()
                                ? current.advanced(
                                        page.size(),
                                        lines.length,
                                        page.getLast().leaf().record().eventId(),
                                        lease)
                                : current);
    }

    private void finish(AuditExport export) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (int number = 0; number < export.parts(); number++) {
                digest.update(exports.get(export.exportId(), number));
            }
            String checksum = HexFormat.of().formatHex(digest.digest());
            exports.change(
                    export.exportId(),
                    current ->
                            current.parts() == export.parts()
                                    ? current.ready(checksum, clock.instant())
                                    : current);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
