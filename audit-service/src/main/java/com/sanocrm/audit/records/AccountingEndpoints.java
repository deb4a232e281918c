package com.sanocrm.audit.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.audit.log.LogView;
import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.transparency.CanonicalJson;
import com.sanocrm.transparency.Hash;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * All of a person's records as one file that {@code ./sano verify accounting} checks: each is in
 * its log, and, as they are numbered, none is left out. docs/audit-log.md has its form.
 */
@RestController
class AccountingEndpoints {
    private static final String DOWNLOAD = "disclosure.download";
    private static final String RESOURCE = "disclosure";

    private final Logs logs;
    private final AuditRecords records;
    private final AuditTrail trail;

    AccountingEndpoints(Logs logs, AuditRecords records, AuditTrail trail) {
        this.logs = logs;
        this.records = records;
        this.trail = trail;
    }

    @Access(action = DOWNLOAD, resource = RESOURCE)
    @GetMapping("/api/v1/accounts/me/disclosures/accounting")
    void download(Caller caller, HttpServletResponse response) throws IOException {
        List<LogView> views = logs.logsAbout(caller.accountId());
        trail.record(
                records.success(
                        caller, DOWNLOAD, new Target(null, caller.accountId(), RESOURCE, null)));
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"accounting.ndjson\"");
        write(caller, views, response.getOutputStream());
    }

    /** The last line tells whether the file is whole. */
    private void write(Caller caller, List<LogView> views, OutputStream out) throws IOException {
        line(out, Map.of("accounting", caller.accountId().value()));
        long[] count = {0};
        for (LogView view : views) {
            line(out, Map.of("log", view.name().value(), "checkpoint", view.checkpoint()));
            logs.forEachAbout(
                    caller.accountId(),
                    view,
                    logged -> {
                        line(out, members(logged, view));
                        count[0]++;
                    });
        }
        line(out, Map.of("logs", views.size(), "records", count[0]));
    }

    private static Map<String, Object> members(LoggedRecord logged, LogView view) {
        return Map.of(
                "index",
                logged.index(),
                "leaf",
                logged.text(),
                "proof",
                view.inclusionProof(logged.index()).stream()
                        .map(Hash::base64)
                        .collect(Collectors.joining(",")));
    }

    private static void line(OutputStream out, Map<String, ?> members) {
        try {
            out.write((CanonicalJson.write(members) + "\n").getBytes(UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
