package com.sanocrm.identity.emergency;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EmergencyAccessChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.Documents.DuplicateDocumentException;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All emergency accesses, whether they still hold or not. */
@Component
class EmergencyAccesses {
    private final Documents<EmergencyAccess> accesses;
    private final FieldEncryption encryption;
    private final Clock clock;

    EmergencyAccesses(
            DocumentsFactory documents,
            FieldEncryption encryption,
            Clock clock,
            MeterRegistry meters) {
        this.accesses = documents.of(EmergencyAccess.COLLECTION, EmergencyAccess.class);
        this.encryption = encryption;
        this.clock = clock;
        /* The newest of a clinician and a patient: newest; and one of each number. */
        accesses.createIndex(Indexes.descending("pair", "number"), new IndexOptions().unique(true));
        /* The work list: page. */
        accesses.createIndex(Indexes.descending("status", "_id"), new IndexOptions());
        /* What the patient is shown: about. */
        accesses.createIndex(Indexes.descending("patientId", "_id"), new IndexOptions());
        Gauge.builder("sano.emergency.accesses.unreviewed", accesses, EmergencyAccesses::unreviewed)
                .description("emergency accesses that nobody has judged yet")
                .register(meters);
    }

    private static double unreviewed(Documents<EmergencyAccess> accesses) {
        return accesses.count(Filters.eq("status", Status.OPEN.name()));
    }

    /** Opens it, or answers the one of that id, or the one that another request just opened. */
    EmergencyAccess open(
            EmergencyAccessId id,
            PartnerId partner,
            AccountId clinician,
            AccountId patient,
            Justification justification,
            AuditRecorded record) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        /* Asked once: the number that follows is free only if nobody opened one meanwhile. */
        Optional<EmergencyAccess> last = newest(clinician, patient);
        if (last.isPresent() && last.get().holdsAt(now)) {
            return last.get();
        }
        var context = EmergencyAccess.context(id, partner, patient, "justification");
        var access =
                new EmergencyAccess(
                        id,
                        EmergencyAccess.pairOf(clinician, patient),
                        last.map(EmergencyAccess::number).orElse(0) + 1,
                        partner,
                        clinician,
                        patient,
                        encryption.encrypt(context, justification.text()),
                        Status.OPEN,
                        now,
                        now.plus(EmergencyAccess.LASTS),
                        null);
        try {
            return accesses.create(access.opened(record)).state();
        } catch (DuplicateDocumentException quicker) {
            return standing(clinician, patient).orElseThrow(() -> quicker);
        }
    }

    /** The clinician's access to the patient that holds now. */
    Optional<EmergencyAccess> standing(AccountId clinician, AccountId patient) {
        Instant now = clock.instant();
        return newest(clinician, patient).filter(access -> access.holdsAt(now));
    }

    Optional<EmergencyAccess> find(EmergencyAccessId id) {
        return accesses.find(id.value()).map(Stored::state);
    }

    private Optional<EmergencyAccess> newest(AccountId clinician, AccountId patient) {
        return states(
                        Filters.eq("pair", EmergencyAccess.pairOf(clinician, patient)),
                        Sorts.descending("number"),
                        1)
                .stream()
                .findFirst();
    }

    /** Those of the status, or all; the newest first, from before that one. */
    List<EmergencyAccess> page(@Nullable Status status, @Nullable String before, int limit) {
        return newestFirst(
                status == null ? Filters.empty() : Filters.eq("status", status.name()),
                before,
                limit);
    }

    /** Those to the patient's record. */
    List<EmergencyAccess> about(AccountId patient, @Nullable String before, int limit) {
        return newestFirst(Filters.eq("patientId", patient.value()), before, limit);
    }

    /**
     * @throws ProblemException 404 if there is none
     */
    EmergencyAccess judge(
            EmergencyAccessId id, EmergencyAccess.Review judgement, AuditRecorded record) {
        return accesses.change(id.value(), current -> current.state().judged(judgement, record))
                .state();
    }

    private List<EmergencyAccess> newestFirst(Bson filter, @Nullable String before, int limit) {
        return states(
                before == null ? filter : Filters.and(filter, Filters.lt("_id", before)),
                Sorts.descending("_id"),
                limit);
    }

    private List<EmergencyAccess> states(Bson filter, Bson sort, int limit) {
        return accesses.list(filter, sort, limit).stream().map(Stored::state).toList();
    }
}
