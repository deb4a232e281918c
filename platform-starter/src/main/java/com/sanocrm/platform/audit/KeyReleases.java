package com.sanocrm.platform.audit;

import com.sanocrm.contracts.id.AccountId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the use of people's data keys against the audit records: a key is used only in a piece of
 * work that has a record about its owner, or for a declared {@link OwnWork}. Any other use is
 * itself recorded, as {@value #ACTION}, failed, before what it opened goes on, and is shown to
 * compliance among the gaps. Costs a look into a set of the current thread, and nothing else while
 * all is well.
 */
public final class KeyReleases {
    /** The action of the records about uses that nothing explains. */
    public static final String ACTION = "key.release";

    private static final Logger log = LoggerFactory.getLogger(KeyReleases.class);

    private final AuditTrail trail;
    private final AuditRecords records;
    private final Counter unexplained;
    private final MeterRegistry meters;

    /** Counts {@code sano.key.releases.unexplained} and {@code sano.key.releases.own}. */
    public KeyReleases(AuditTrail trail, AuditRecords records, MeterRegistry meters) {
        this.trail = trail;
        this.records = records;
        this.unexplained = meters.counter("sano.key.releases.unexplained");
        this.meters = meters;
    }

    /**
     * The person's key is used. Call it before what it opened is handed on.
     *
     * @throws AuditTrail.AuditUnavailableException if there is no record, and none can be made
     */
    public void released(AccountId person) {
        if (RecordedPeople.has(person)) {
            return;
        }
        unexplained.increment();
        log.atError()
                .addKeyValue("accountId", person.value())
                .log("A data key was used without an audit record");
        trail.record(records.unexplained(ACTION, person));
        RecordedPeople.note(person);
    }

    /** The person's key is used for the platform's own work. */
    public void released(OwnWork work) {
        meters.counter("sano.key.releases.own", "work", work.name()).increment();
    }
}
