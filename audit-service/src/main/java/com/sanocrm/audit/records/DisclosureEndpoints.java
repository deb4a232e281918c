package com.sanocrm.audit.records;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.LogView;
import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.log.RecordFilter;
import com.sanocrm.audit.partner.Partners;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** To a person: who saw, changed or was refused what of theirs, when, why, and the proof of it. */
@RestController
class DisclosureEndpoints {
    private static final String READ = "disclosure.read";
    private static final String RESOURCE = "disclosure";

    private final Logs logs;
    private final Partners partners;
    private final AuditRecords records;
    private final AuditTrail trail;

    DisclosureEndpoints(Logs logs, Partners partners, AuditRecords records, AuditTrail trail) {
        this.logs = logs;
        this.partners = partners;
        this.records = records;
        this.trail = trail;
    }

    /**
     * One access to the person's data.
     *
     * @param partnerName of the clinic, as it is called today; absent where there is none
     */
    record Disclosure(
            @JsonUnwrapped AuditEvent event, @Nullable String partnerName, InclusionProof proof) {}

    @Access(action = READ, resource = RESOURCE)
    @GetMapping("/api/v1/accounts/me/disclosures")
    Page<Disclosure> mine(Caller caller, Page.Request page) {
        var filter = RecordFilter.about(caller.accountId(), RecordQuery.cursor(page.after()));
        List<LoggedRecord> found = logs.newest(filter, page.limit() + 1);
        Partners.Names names = partners.names();
        Map<LogName, LogView> views = new HashMap<>();
        Page<Disclosure> answer =
                page.page(
                        found,
                        LoggedRecord::eventId,
                        logged ->
                                new Disclosure(
                                        AuditEvent.from(logged),
                                        names.of(logged.leaf().record().partnerId()),
                                        InclusionProof.of(
                                                logged,
                                                views.computeIfAbsent(
                                                        logged.log(),
                                                        log -> logs.viewOf(logged)))));
        trail.record(
                records.success(
                        caller, READ, new Target(null, caller.accountId(), RESOURCE, null)));
        return answer;
    }
}
