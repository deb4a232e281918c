package com.sanocrm.identity.request;

import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.export.Export;
import com.sanocrm.identity.export.ExportZip;
import com.sanocrm.identity.export.Exports;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Everything that is held of a person, to the person alone. */
@RestController
class ExportController {
    private static final String EXPORT = "privacy-request.export";
    private static final String ZIP = "application/zip";
    private static final ProblemType NOT_READY =
            new ProblemType("export-not-ready", 409, "There is nothing to fetch yet");
    private static final ProblemType EXPIRED =
            new ProblemType(
                    "export-expired", 410, "The export was deleted a week after it was made");

    private final PrivacyRequests requests;
    private final Accounts accounts;
    private final Exports exports;
    private final ExportZip zips;
    private final Register register;

    ExportController(
            PrivacyRequests requests,
            Accounts accounts,
            Exports exports,
            ExportZip zips,
            Register register) {
        this.requests = requests;
        this.accounts = accounts;
        this.exports = exports;
        this.zips = zips;
        this.register = register;
    }

    /** As often as the person likes until it expires. */
    @GetMapping(
            path = "/api/v1/privacy-requests/{requestId}/export",
            produces = {ZIP, "*/*"})
    @Access(action = EXPORT, resource = "privacy-request")
    void export(
            @PathVariable PrivacyRequestId requestId, Caller caller, HttpServletResponse response)
            throws IOException {
        PrivacyRequest request =
                requests.find(requestId)
                        .filter(one -> one.accountId().equals(caller.accountId()))
                        .filter(one -> one.type().exports())
                        .filter(one -> accounts.open(one.accountId()).isPresent())
                        .orElseThrow(ProblemException::notFound);
        Export export =
                exports.find(requestId)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                NOT_READY, "The request is not approved."));
        demandReady(export);
        register.seen(caller, EXPORT, request);
        response.setContentType(ZIP);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s.zip\"".formatted(requestId));
        zips.write(export, response.getOutputStream());
    }

    private void demandReady(Export export) {
        Instant until = export.expiresAt();
        switch (export.state()) {
            case COLLECTING, CHECKING ->
                    throw new ProblemException(
                            NOT_READY, "Its parts are collected; see the request's timeline.");
            case EXPIRED -> throw new ProblemException(EXPIRED, "Make a new request.");
            case READY -> {
                if (until != null && !register.now().isBefore(until)) {
                    throw new ProblemException(EXPIRED, "Make a new request.");
                }
            }
        }
    }
}
