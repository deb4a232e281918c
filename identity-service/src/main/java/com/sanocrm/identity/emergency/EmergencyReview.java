package com.sanocrm.identity.emergency;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.EmergencyAccessChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sees emergency accesses, and who judges them; each look is recorded first. */
@Component
class EmergencyReview {
    static final ProblemType ALREADY_REVIEWED =
            new ProblemType("already-reviewed", 409, "The emergency access was judged before");
    static final ProblemType OWN_ACCESS =
            new ProblemType("own-emergency-access", 409, "Nobody judges their own access");
    private static final String LIST = "emergency-access.list";

    private final EmergencyAccesses accesses;
    private final FieldEncryption encryption;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final Clock clock;

    EmergencyReview(
            EmergencyAccesses accesses,
            FieldEncryption encryption,
            AuditRecords records,
            AuditTrail trail,
            Clock clock) {
        this.accesses = accesses;
        this.encryption = encryption;
        this.records = records;
        this.trail = trail;
        this.clock = clock;
    }

    Page<EmergencyAccessView> list(Caller caller, @Nullable Status status, Page.Request page) {
        List<EmergencyAccess> found = accesses.page(status, page.after(), page.limit() + 1);
        recordLook(caller, null, found, page);
        return page.page(found, access -> access.id().value(), this::withWords);
    }

    /** What the patient is shown: all but the words, which may be about others too. */
    Page<EmergencyAccessView> about(Caller caller, Page.Request page) {
        List<EmergencyAccess> found =
                accesses.about(caller.accountId(), page.after(), page.limit() + 1);
        recordLook(caller, caller.accountId(), found, page);
        return page.page(found, access -> access.id().value(), EmergencyAccessView::withoutWords);
    }

    /** That there is nothing is about the person too whose accesses were asked for. */
    private void recordLook(
            Caller caller,
            @Nullable AccountId asked,
            List<EmergencyAccess> found,
            Page.Request page) {
        List<AuditRecorded> looks =
                found.stream()
                        .limit(page.limit())
                        .map(access -> records.success(caller, LIST, BreakGlass.target(access)))
                        .toList();
        var nothing = new Target(null, asked, "emergency-access", null);
        trail.record(looks.isEmpty() ? List.of(records.success(caller, LIST, nothing)) : looks);
    }

    /**
     * Signs the access off. A repeat of the same judgement is answered again.
     *
     * @throws ProblemException 404 if there is none, 409 if it was judged otherwise or is the
     *     caller's own
     */
    EmergencyAccessView judge(
            Caller caller,
            EmergencyAccessId id,
            EmergencyAccess.Outcome outcome,
            @Nullable String comment) {
        EmergencyAccess access = accesses.find(id).orElseThrow(ProblemException::notFound);
        if (access.clinicianId().equals(caller.accountId())) {
            throw new ProblemException(OWN_ACCESS, "Ask somebody else of compliance.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var judgement =
                new EmergencyAccess.Review(
                        outcome,
                        caller.accountId(),
                        now,
                        comment == null
                                ? null
                                : encryption.encrypt(access.context("comment"), comment));
        var record = records.success(caller, "emergency-access.review", BreakGlass.target(access));
        EmergencyAccess judged = accesses.judge(id, judgement, record);
        EmergencyAccess.Review standing = judged.review();
        if (standing == null
                || standing.outcome() != outcome
                || !standing.reviewerId().equals(caller.accountId())) {
            throw new ProblemException(ALREADY_REVIEWED, "The first judgement stands.");
        }
        return EmergencyAccessView.withoutWords(judged);
    }

    private EmergencyAccessView withWords(EmergencyAccess access) {
        EmergencyAccess.Review review = access.review();
        return EmergencyAccessView.from(
                access,
                words(access, "justification", access.justification()),
                review == null || review.comment() == null
                        ? null
                        : words(access, "comment", review.comment()));
    }

    /** Null once the person is erased: the access stays on the list, its words are gone. */
    private @Nullable String words(EmergencyAccess access, String field, Binary cipher) {
        try {
            return encryption.decrypt(access.context(field), cipher);
        } catch (UndecipherableException erased) {
            return null;
        }
    }
}
