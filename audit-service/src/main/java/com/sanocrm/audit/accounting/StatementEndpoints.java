package com.sanocrm.audit.accounting;

import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A person's own accounting of disclosures. */
@RestController
class StatementEndpoints {
    private static final String READ = "disclosure.read";
    private static final String RESOURCE = "disclosure";

    private final Accountings accountings;
    private final AuditRecords records;
    private final AuditTrail trail;

    StatementEndpoints(Accountings accountings, AuditRecords records, AuditTrail trail) {
        this.accountings = accountings;
        this.records = records;
        this.trail = trail;
    }

    @Access(action = READ, resource = RESOURCE)
    @GetMapping("/api/v1/accounts/me/disclosures/statement")
    Accounting statement(Caller caller) {
        return drawnUp(caller);
    }

    /** The same to print, in the language that the reader prefers: English or Arabic. */
    @Access(action = READ, resource = RESOURCE)
    @GetMapping(
            path = {"/api/v1/accounts/me/disclosures", "/api/v1/accounts/me/disclosures/statement"},
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> document(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String acceptLanguage,
            Caller caller) {
        var language = Language.preferredIn(acceptLanguage);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"accounting-of-disclosures.pdf\"")
                .body(new AccountingPdf(language).of(drawnUp(caller)));
    }

    private Accounting drawnUp(Caller caller) {
        Accounting accounting = accountings.of(caller.accountId());
        trail.record(
                records.success(
                        caller, READ, new Target(null, caller.accountId(), RESOURCE, null)));
        return accounting;
    }
}
