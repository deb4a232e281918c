package com.sanocrm.audit.accounting;

import com.sanocrm.audit.classification.DataClass;
import com.sanocrm.audit.legal.LegalCases;
import com.sanocrm.audit.legal.LegalDisclosure;
import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.log.RecordFilter;
import com.sanocrm.audit.partner.Partners;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws up accountings from the logs and the cases of legal process. */
@Component
class Accountings {
    /** 45 CFR 164.528(a)(1): the six years before the request. */
    private static final int YEARS = 6;

    private static final int AT_ONCE = 500;
    /* Some 400 pages; nobody reads more, and the list of disclosures has no limit. */
    private static final int MAX_LINES = 10_000;

    /** What went to somebody outside. */
    private static final Set<String> TO_OTHERS = Set.of("legal-case.disclose", "disclosure.make");

    private final Logs logs;
    private final LegalCases cases;
    private final Partners partners;
    private final Clock clock;

    Accountings(Logs logs, LegalCases cases, Partners partners, Clock clock) {
        this.logs = logs;
        this.cases = cases;
        this.partners = partners;
        this.clock = clock;
    }

    Accounting of(AccountId person) {
        Instant to = clock.instant();
        Instant from = to.atOffset(ZoneOffset.UTC).minusYears(YEARS).toInstant();
        Map<String, LegalDisclosure> legal = cases.disclosuresOf(person);
        Partners.Names names = partners.names();
        var disclosed = new ArrayList<Accounting.Line>();
        var accesses = new ArrayList<Accounting.Line>();
        EventId before = null;
        while (true) {
            List<LoggedRecord> page =
                    logs.newest(
                            new RecordFilter(person, null, null, null, from, null, before),
                            AT_ONCE);
            for (LoggedRecord logged : page) {
                AuditRecorded record = logged.leaf().record();
                boolean toOthers =
                        TO_OTHERS.contains(record.action()) && record.outcome() == Outcome.SUCCESS;
                String resource = Objects.requireNonNullElse(record.resourceId(), "");
                (toOthers ? disclosed : accesses).add(line(logged, legal.get(resource), names));
            }
            boolean more = page.size() == AT_ONCE;
            if (!more || disclosed.size() + accesses.size() >= MAX_LINES) {
                return new Accounting(person, from, to, !more, disclosed, accesses);
            }
            before = page.getLast().leaf().record().eventId();
        }
    }

    private static Accounting.Line line(
            LoggedRecord logged, @Nullable LegalDisclosure legal, Partners.Names names) {
        AuditRecorded record = logged.leaf().record();
        boolean toRecipient = record.resourceType().equals("recipient");
        return new Accounting.Line(
                legal == null ? record.time() : legal.at(),
                record.eventId(),
                record.actorId(),
                record.actorRole(),
                record.partnerId(),
                names.of(record.partnerId()),
                record.action(),
                record.outcome(),
                legal == null ? Set.of(DataClass.of(record.resourceType())) : legal.dataClasses(),
                record.purposeOfUse(),
                legal != null ? legal.recipient() : toRecipient ? record.resourceId() : null,
                legal == null ? null : legal.recipientAddress(),
                legal == null ? null : "45 CFR " + legal.process().rule(),
                logged.log().value(),
                logged.index(),
                logged.leafHash().base64());
    }
}
