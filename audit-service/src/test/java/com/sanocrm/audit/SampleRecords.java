package com.sanocrm.audit;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.id.Ids;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Audit records as other services make them. */
public final class SampleRecords {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Ids IDS = new Ids(CLOCK);

    private SampleRecords() {}

    public static AccountId account() {
        return IDS.next(AccountId.PREFIX, AccountId::new);
    }

    public static PartnerId partner() {
        return IDS.next(PartnerId.PREFIX, PartnerId::new);
    }

    /** A clinician of the partner read a conversation of the patient. */
    public static AuditRecorded read(@Nullable PartnerId partner, @Nullable AccountId patient) {
        return of(account(), "message.read", Outcome.SUCCESS, partner, patient, "conversation");
    }

    /** A clinician did something. */
    public static AuditRecorded of(
            AccountId actor,
            String action,
            Outcome outcome,
            @Nullable PartnerId partner,
            @Nullable AccountId patient,
            String resourceType) {
        return new AuditRecorded(
                IDS.next(EventId.PREFIX, EventId::new),
                CLOCK.instant().truncatedTo(ChronoUnit.MILLIS),
                action,
                outcome,
                actor,
                "clinician",
                partner,
                patient,
                resourceType,
                null,
                "TREAT",
                null);
    }
}
