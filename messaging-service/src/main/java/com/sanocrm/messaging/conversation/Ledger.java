package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is said in the audit log about conversations, and when. */
@Component
class Ledger {
    private final AuditTrail trail;
    private final AuditRecords records;
    private final Clock clock;

    Ledger(AuditTrail trail, AuditRecords records, Clock clock) {
        this.trail = trail;
        this.records = records;
        this.clock = clock;
    }

    /** As fine as documents keep it, so that what was answered first is answered again. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    AuditRecorded entry(Caller caller, String action, Conversation about) {
        return records.success(caller, action, target(about));
    }

    /** A look by somebody who takes part, or whom an emergency lets in. */
    AuditRecorded look(Caller caller, String action, Conversation at, boolean inEmergency) {
        return inEmergency
                ? records.inEmergency(caller, action, target(at))
                : records.success(caller, action, target(at));
    }

    private static Target target(Conversation about) {
        return new Target(about.partnerId(), about.patientId(), "conversation", about.id().value());
    }

    /** That a message was sent, by its own id. */
    AuditRecorded sent(Caller caller, Message message) {
        return records.success(
                caller,
                "message.send",
                new Target(
                        message.partnerId(), message.patientId(), "message", message.id().value()));
    }

    /** Returns when the records are durable; decrypt only after it. */
    void record(List<AuditRecorded> entries) {
        trail.record(entries);
    }
}
