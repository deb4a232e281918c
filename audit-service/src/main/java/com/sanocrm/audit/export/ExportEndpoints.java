package com.sanocrm.audit.export;

import com.sanocrm.audit.export.AuditExport.Criteria;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.AuditExportId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import com.sanocrm.platform.web.Page;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Compliance's saved exports. */
@RestController
@RequestMapping("/api/v1/audit/exports")
@EnableConfigurationProperties(ExportSettings.class)
class ExportEndpoints {
    static final String RESOURCE = "audit-export";
    private static final String READ = "audit-export.read";
    private static final String DOWNLOAD = "audit-export.download";
    private static final ProblemType NOT_READY =
            new ProblemType("export-not-ready", 409, "The export is still being made");

    private final AuditExports exports;
    private final ExportSettings settings;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final Clock clock;

    ExportEndpoints(
            AuditExports exports,
            ExportSettings settings,
            AuditRecords records,
            AuditTrail trail,
            Clock clock) {
        this.exports = exports;
        this.settings = settings;
        this.records = records;
        this.trail = trail;
        this.clock = clock;
    }

    /** As the parameters of a search. */
    record NewExport(
            @Nullable AccountId subject,
            @Nullable AccountId actor,
            @Nullable
                    @Pattern(
                            regexp = "[a-z0-9-]{1,40}(\\.[a-z0-9-]{1,40}){0,4}",
                            message = "dotted lower-case words")
                    String action,
            @Nullable Outcome outcome,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * @param records how many there are so far, or in all when it is ready
     * @param sha256 of the file, hexadecimal; absent until it is ready
     */
    record ExportView(
            AuditExportId exportId,
            AuditExport.Status status,
            Criteria criteria,
            AccountId requestedBy,
            Instant requestedAt,
            long records,
            long bytes,
            @Nullable String sha256,
            @Nullable Instant readyAt,
            Instant expiresAt) {
        static ExportView from(AuditExport export) {
            return new ExportView(
                    export.exportId(),
                    export.status(),
                    export.criteria(),
                    export.requestedBy(),
                    export.requestedAt(),
                    export.records(),
                    export.bytes(),
                    export.sha256(),
                    export.readyAt(),
                    export.expiresAt());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Access(roles = Role.COMPLIANCE, action = "audit-export.create", resource = RESOURCE)
    ExportView ask(@Valid @RequestBody NewExport asked, NewResource created, Caller caller) {
        if (asked.from() != null && asked.to() != null && !asked.from().isBefore(asked.to())) {
            throw ProblemException.invalid("/to", "After from.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var criteria =
                new Criteria(
                        asked.subject(),
                        asked.actor(),
                        asked.action(),
                        asked.outcome(),
                        asked.from(),
                        asked.to());
        var export =
                AuditExport.asked(
                        created.id(AuditExportId.PREFIX, AuditExportId::new),
                        criteria,
                        caller.accountId(),
                        now,
                        now.plus(settings.kept()));
        return ExportView.from(exports.ask(export, audit(caller, "audit-export.create", export)));
    }

    /** Newest first. */
    @GetMapping
    @Access(roles = Role.COMPLIANCE, action = READ, resource = RESOURCE)
    Page<ExportView> list(Caller caller, Page.Request page) {
        trail.record(records.success(caller, READ, new Target(null, null, RESOURCE, null)));
        return page.page(
                exports.newest(page.after(), page.limit() + 1),
                export -> export.exportId().value(),
                ExportView::from);
    }

    @GetMapping("/{exportId}")
    @Access(roles = Role.COMPLIANCE, action = READ, resource = RESOURCE)
    ExportView read(@PathVariable AuditExportId exportId, Caller caller) {
        AuditExport found = exports.find(exportId).orElseThrow(ProblemException::notFound);
        trail.record(audit(caller, READ, found));
        return ExportView.from(found);
    }

    /**
     * The file: one record a line, newest first. {@code Repr-Digest} (RFC 9530) has its checksum.
     */
    @GetMapping(path = "/{exportId}/content", produces = "application/x-ndjson")
    @Access(roles = Role.COMPLIANCE, action = DOWNLOAD, resource = RESOURCE)
    void content(@PathVariable AuditExportId exportId, Caller caller, HttpServletResponse response)
            throws IOException {
        AuditExport found = exports.find(exportId).orElseThrow(ProblemException::notFound);
        String checksum = found.sha256();
        switch (found.status()) {
            case MAKING -> throw new ProblemException(NOT_READY, "Read its status until it is.");
            case EXPIRED -> throw ProblemException.notFound();
            case READY -> trail.record(audit(caller, DOWNLOAD, found));
        }
        response.setContentType("application/x-ndjson");
        response.setContentLengthLong(found.bytes());
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"%s.ndjson\"".formatted(exportId));
        response.setHeader("Repr-Digest", "sha-256=:%s:".formatted(base64(checksum)));
        for (int number = 0; number < found.parts(); number++) {
            response.getOutputStream().write(exports.get(exportId, number));
        }
    }

    private static String base64(@Nullable String checksum) {
        return Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(checksum == null ? "" : checksum));
    }

    private AuditRecorded audit(Caller caller, String action, AuditExport export) {
        return records.success(
                caller,
                action,
                new Target(null, export.criteria().subject(), RESOURCE, export.exportId().value()));
    }
}
