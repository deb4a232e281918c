package com.sanocrm.identity.request;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.WireName;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.DataHoldChanged;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.ObjectionUpheld;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What a person demands by right.
 *
 * <pre>
 *            approved
 *  RECEIVED -----------------------------------------&gt; APPROVED
 *      |                                 approved          ^
 *      | denied, with its ground                           |
 *      +---------------&gt; DENIED --appeal--&gt; APPEALED ------+
 *                                               |  denied, with its ground
 *                                               +-----------&gt; DENIED_FINALLY
 * </pre>
 *
 * An appeal is decided by somebody else. What is due and not decided is told once, and stays due.
 *
 * @param details in the person's words, encrypted; null when there are none, or forgotten
 * @param law by which it is due
 * @param effect what it changes; null where it changes nothing, and of copies and deletions, which
 *     have records of their own
 * @param closedAt since when nothing is left to do or to uphold; null while the request holds the
 *     person's data: until it is decided and done, and a restriction as long as it lasts
 */
public record PrivacyRequest(
        @BsonId PrivacyRequestId id,
        AccountId accountId,
        Type type,
        Status status,
        @Nullable Binary details,
        Instant receivedAt,
        Instant dueAt,
        String law,
        boolean overdueTold,
        List<Step> timeline,
        @Nullable Effect effect,
        @Nullable Instant closedAt) {

    public enum Type implements WireName {
        ACCESS,
        CORRECTION,
        DELETION,
        RESTRICTION,
        PORTABILITY,
        OBJECTION;

        /** Whether what it leads to, when approved, is a copy of everything. */
        boolean exports() {
            return switch (this) {
                case ACCESS, PORTABILITY -> true;
                case CORRECTION, DELETION, RESTRICTION, OBJECTION -> false;
            };
        }

        @Override
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Status {
        RECEIVED,
        APPROVED,
        DENIED,
        APPEALED,
        DENIED_FINALLY
    }

    /** What happened. */
    public enum Kind {
        RECEIVED,
        OVERDUE,
        APPROVED,
        DENIED,
        APPEALED,
        /** The account has what was approved. */
        DONE,
        /** The restriction is to end, at the time that the request has. */
        ENDING,
        ENDED,
        /* As the export tells it; these are never stored with the request. */
        EXPORT_WAITING,
        EXPORT_READY,
        EXPORT_EXPIRED
    }

    /** By which a request can be refused. */
    public enum LegalGround {
        /** GDPR Art. 12(5)(b); UAE PDPL Art. 13(3). */
        MANIFESTLY_UNFOUNDED_OR_EXCESSIVE,
        /** GDPR Art. 12(6); 45 CFR 164.514(h). */
        IDENTITY_NOT_VERIFIED,
        /** GDPR Art. 17(3)(b); 45 CFR 164.316(b)(2). */
        LEGAL_OBLIGATION_TO_KEEP,
        /** GDPR Art. 17(3)(e), 18(2). */
        LEGAL_CLAIMS,
        /** GDPR Art. 15(4); 45 CFR 164.524(a)(2)(v). */
        RIGHTS_OF_OTHERS,
        /** 45 CFR 164.524(a)(2)(i), 164.524(a)(3)(i). */
        ENDANGERS_LIFE,
        /** 45 CFR 164.526(a)(2)(iv). */
        ACCURATE_AND_COMPLETE,
        /** 45 CFR 164.526(a)(2)(i). */
        NOT_CREATED_BY_US
    }

    /**
     * @param by who did it; null for the person and the service itself
     * @param reason in words, encrypted; null where none is needed, or forgotten
     */
    public record Step(
            Kind what,
            Instant at,
            @Nullable AccountId by,
            @Nullable LegalGround legalGround,
            @Nullable Binary reason) {}

    public PrivacyRequest {
        timeline = List.copyOf(timeline);
    }

    /** What a decision or an appeal comes to. */
    sealed interface Outcome {
        record Done(Change<PrivacyRequest> change) implements Outcome {}

        /** It is not at a point where this could be done. */
        record NotNow() implements Outcome {}

        /** Who denied does not decide on the appeal. */
        record SomebodyElse() implements Outcome {}
    }

    static PrivacyRequest received(
            PrivacyRequestId id,
            AccountId account,
            Type type,
            @Nullable Binary details,
            @Nullable Effect effect,
            Instant now,
            Deadlines.Limit limit) {
        return new PrivacyRequest(
                id,
                account,
                type,
                Status.RECEIVED,
                details,
                now,
                limit.from(now),
                limit.law(),
                false,
                List.of(new Step(Kind.RECEIVED, now, null, null, null)),
                effect,
                null);
    }

    /** What an objection needs no decision for is denied with the request. */
    Change<PrivacyRequest> made(AuditRecorded record) {
        List<Event> events =
                events(record, effect == null ? Set.of() : effect.deniedAtOnce(), receivedAt);
        events.add(hold(receivedAt));
        return new Change<>(this, events);
    }

    private List<Event> events(AuditRecorded record, Set<Purpose> denied, Instant now) {
        var events = new ArrayList<Event>(List.of(record));
        if (!denied.isEmpty()) {
            events.add(
                    new ObjectionUpheld(
                            accountId,
                            denied.stream().map(Purpose::wireName).collect(Collectors.toSet()),
                            id,
                            now));
        }
        return events;
    }

    /** Whoever deletes what is old hears when this begins or ends to hold the person's data. */
    private Change<PrivacyRequest> to(PrivacyRequest next, Instant now, List<Event> events) {
        var all = new ArrayList<>(events);
        if ((closedAt == null) != (next.closedAt == null)) {
            all.add(next.hold(now));
        }
        return new Change<>(next, all);
    }

    private DataHoldChanged hold(Instant now) {
        return new DataHoldChanged(id, accountId, closedAt == null, now);
    }

    /** Whether everything that is held is given to the person. */
    boolean isExported() {
        return type.exports() && status == Status.APPROVED;
    }

    boolean isOpen() {
        return status == Status.RECEIVED || status == Status.APPEALED;
    }

    /**
     * @param ground null approves
     * @param corrections that are approved, encrypted; null for those that were asked
     */
    Outcome decided(
            AccountId by,
            @Nullable LegalGround ground,
            Binary reason,
            @Nullable Binary corrections,
            Instant now,
            AuditRecorded record) {
        if (!isOpen()) {
            return new Outcome.NotNow();
        }
        if (status == Status.APPEALED && hasDenied(by)) {
            return new Outcome.SomebodyElse();
        }
        if (ground == null) {
            var step = new Step(Kind.APPROVED, now, by, null, reason);
            Effect next = effect == null ? null : effect.approved(type, corrections, now);
            Set<Purpose> denied = effect == null ? Set.of() : effect.deniedByDecision();
            return new Outcome.Done(
                    to(with(Status.APPROVED, next, step), now, events(record, denied, now)));
        }
        var step = new Step(Kind.DENIED, now, by, ground, reason);
        Status next = status == Status.APPEALED ? Status.DENIED_FINALLY : Status.DENIED;
        return new Outcome.Done(to(with(next, effect, step), now, List.of(record)));
    }

    private boolean hasDenied(AccountId by) {
        return timeline.stream().anyMatch(one -> one.what() == Kind.DENIED && by.equals(one.by()));
    }

    Outcome appealed(@Nullable Binary reason, Instant now, AuditRecorded record) {
        return status != Status.DENIED
                ? new Outcome.NotNow()
                : new Outcome.Done(
                        to(
                                with(
                                        Status.APPEALED,
                                        effect,
                                        new Step(Kind.APPEALED, now, null, null, reason)),
                                now,
                                List.of(record)));
    }

    /** Noted once, when the day has passed. */
    Change<PrivacyRequest> overdue(Instant now, AuditRecorded record) {
        if (overdueTold || !isOpen() || now.isBefore(dueAt)) {
            return Change.of(this);
        }
        var late = with(status, effect, new Step(Kind.OVERDUE, now, null, null, null));
        return Change.of(
                new PrivacyRequest(
                        id,
                        accountId,
                        type,
                        status,
                        details,
                        receivedAt,
                        dueAt,
                        law,
                        true,
                        late.timeline(),
                        effect,
                        closedAt),
                record);
    }

    /** That it was made and how it was decided stays; nobody's words do, and it holds nothing. */
    Change<PrivacyRequest> erased(Instant now) {
        return to(
                new PrivacyRequest(
                        id,
                        accountId,
                        type,
                        status,
                        null,
                        receivedAt,
                        dueAt,
                        law,
                        overdueTold,
                        timeline.stream()
                                .map(
                                        one ->
                                                new Step(
                                                        one.what(),
                                                        one.at(),
                                                        one.by(),
                                                        one.legalGround(),
                                                        null))
                                .toList(),
                        effect == null ? null : effect.erased(),
                        closedAt == null ? now : closedAt),
                now,
                List.of());
    }

    /** The account has what was approved. */
    Change<PrivacyRequest> done(Instant now) {
        return effect == null || effect.state() != Effect.State.DUE
                ? Change.of(this)
                : to(
                        with(
                                status,
                                effect.at(Effect.State.DONE, now),
                                new Step(Kind.DONE, now, null, null, null)),
                        now,
                        List.of());
    }

    /**
     * The restriction ends then; a person is told before somebody else ends it (GDPR Art. 18(3)).
     *
     * @param by null for the person
     */
    Outcome ending(
            @Nullable AccountId by,
            @Nullable Binary reason,
            Instant at,
            Instant now,
            AuditRecorded record) {
        boolean holds =
                type == Type.RESTRICTION
                        && effect != null
                        && (effect.state() == Effect.State.DONE
                                || (by == null && effect.state() == Effect.State.ENDING));
        if (!holds || effect == null) {
            return new Outcome.NotNow();
        }
        return new Outcome.Done(
                Change.of(
                        with(
                                status,
                                effect.at(Effect.State.ENDING, at),
                                new Step(Kind.ENDING, now, by, null, reason)),
                        record));
    }

    Change<PrivacyRequest> ended(Instant now) {
        return effect == null || !effect.isEnding(now)
                ? Change.of(this)
                : to(
                        with(
                                status,
                                effect.at(Effect.State.ENDED, now),
                                new Step(Kind.ENDED, now, null, null, null)),
                        now,
                        List.of());
    }

    private PrivacyRequest with(Status next, @Nullable Effect then, Step step) {
        var steps = new ArrayList<>(timeline);
        steps.add(step);
        return new PrivacyRequest(
                id,
                accountId,
                type,
                next,
                details,
                receivedAt,
                dueAt,
                law,
                overdueTold,
                steps,
                then,
                holds(type, next, then) ? null : step.at());
    }

    private static boolean holds(Type type, Status status, @Nullable Effect effect) {
        return switch (status) {
            case RECEIVED, APPEALED -> true;
            case DENIED, DENIED_FINALLY -> false;
            case APPROVED -> effect != null && effect.holds(type);
        };
    }
}
