package com.sanocrm.audit.records;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.sanocrm.audit.log.LoggedRecord;
import com.sanocrm.contracts.events.AuditRecorded;

/**
 * A record as it is answered.
 *
 * @param log where it is recorded, at {@code index}
 */
public record AuditEvent(
        @JsonUnwrapped AuditRecorded record,
        String producer,
        long sequence,
        String log,
        long index) {

    public static AuditEvent from(LoggedRecord logged) {
        return new AuditEvent(
                logged.leaf().record(),
                logged.leaf().producer(),
                logged.leaf().sequence(),
                logged.log().value(),
                logged.index());
    }
}
