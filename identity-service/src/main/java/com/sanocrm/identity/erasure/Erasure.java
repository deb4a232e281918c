package com.sanocrm.identity.erasure;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ErasureConfirmed;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.events.Forgotten;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of one account, from the request to the certificate. An account has one, whoever asks
 * for it how often.
 *
 * <pre>
 *               held                 no case holds it any more
 *  requested ---------&gt; HELD -----------------+
 *      |                                      v
 *      +----------------------------&gt; DESTROYING_KEYS  orders the keys destroyed, again and again
 *                                             |
 *                                             | every service has confirmed its keys
 *                                             v
 *                                        CLEANING_UP   orders the clean-up, again and again
 *                                             |
 *                                             | every service has confirmed its clean-up
 *                                             v
 *                                         COMPLETED    with the signed certificate
 * </pre>
 *
 * A confirmation that comes twice, late or early changes nothing. Whatever is lost, the watchdog
 * orders again ({@link #overdue}), and who has done it already confirms again; so nothing waits for
 * ever that is not away for ever. The services' side is {@code ErasureTask} of platform-starter.
 *
 * @param services how far each is, by the wire name of its principal
 * @param subscriberIds under which the same person subscribed without the account
 * @param kept what stays, by which law
 * @param nextOrder when the watchdog looks at it; null when it need not
 * @param certificate the signed note
 */
public record Erasure(
        @BsonId ErasureId id,
        AccountId accountId,
        State state,
        Instant requestedAt,
        Map<String, Progress> services,
        Set<AccountId> subscriberIds,
        List<Kept> kept,
        @Nullable Instant nextOrder,
        @Nullable Instant keysDestroyedAt,
        @Nullable Instant completedAt,
        @Nullable String certificate) {
    /* A service that is well has long confirmed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public enum State {
        HELD,
        DESTROYING_KEYS,
        CLEANING_UP,
        COMPLETED
    }

    /** How far a service is. */
    public record Progress(
            @Nullable Instant keysDestroyedAt, @Nullable Instant completedAt, long records) {
        static final Progress NONE = new Progress(null, null, 0);
    }

    /**
     * @param service who holds it; {@code partner} for what is not ours
     * @param until the last day; null for what is kept for ever, because it identifies nobody
     */
    public record Kept(String dataClass, String service, String law, @Nullable LocalDate until) {}

    /**
     * @param note as C2SP signed-note has it
     * @param digest of the note, for the audit log
     */
    record Certificate(String note, String digest) {}

    /** What makes the certificate of an erasure, and the record of its digest. */
    interface Notary {
        Certificate certify(Erasure completed);

        AuditRecorded record(Erasure completed, Certificate certificate);
    }

    public Erasure {
        services = Map.copyOf(services);
        subscriberIds = Set.copyOf(subscriberIds);
        kept = List.copyOf(kept);
    }

    static Change<Erasure> requested(
            AccountId account,
            Set<String> services,
            List<Kept> kept,
            boolean held,
            Instant now,
            AuditRecorded record) {
        var progress = new TreeMap<String, Progress>();
        services.forEach(service -> progress.put(service, Progress.NONE));
        var waiting =
                new Erasure(
                        ErasureId.of(account),
                        account,
                        State.HELD,
                        now,
                        progress,
                        Set.of(),
                        kept,
                        null,
                        null,
                        null,
                        null);
        return held ? Change.of(waiting, record) : waiting.begun(now, record);
    }

    /**
     * An erasure that the ledger knows and a restored store has lost: everybody confirms again, and
     * there is a new certificate.
     */
    static Change<Erasure> recalled(
            ErasureOrdered order,
            Set<String> services,
            List<Kept> kept,
            Instant now,
            AuditRecorded record) {
        Erasure lost =
                requested(order.accountId(), services, kept, true, order.orderedAt(), record)
                        .state();
        return lost.with(lost.state, lost.services, order.subscriberIds(), null).begun(now, record);
    }

    /** Nobody may destroy anything of the person while it is held; now somebody may. */
    Change<Erasure> released(Instant now, AuditRecorded record) {
        return state == State.HELD ? begun(now, record) : Change.of(this);
    }

    private Change<Erasure> begun(Instant now, AuditRecorded record) {
        var next = with(State.DESTROYING_KEYS, services, subscriberIds, now.plus(PATIENCE));
        return Change.of(next, next.order(now), record);
    }

    /** What is ordered now; null where nothing is. */
    private @Nullable ErasureStep step() {
        return switch (state) {
            case DESTROYING_KEYS -> ErasureStep.DESTROY_KEYS;
            case CLEANING_UP -> ErasureStep.CLEAN_UP;
            case HELD, COMPLETED -> null;
        };
    }

    Change<Erasure> confirmed(ErasureConfirmed by, Instant now, Notary notary) {
        Progress known = services.get(by.service());
        if (known == null || by.step() != step()) {
            return Change.of(this);
        }
        var progress = new TreeMap<>(services);
        progress.put(by.service(), after(known, by));
        var subscribers = new HashSet<>(subscriberIds);
        subscribers.addAll(by.subscriberIds());
        var next = with(state, progress, subscribers, nextOrder);
        return switch (by.step()) {
            case DESTROY_KEYS ->
                    next.all(Progress::keysDestroyedAt) ? next.cleaning(now) : Change.of(next);
            case CLEAN_UP ->
                    next.all(Progress::completedAt) ? next.completed(now, notary) : Change.of(next);
        };
    }

    /** The first confirmation of a step counts. */
    private static Progress after(Progress known, ErasureConfirmed by) {
        return switch (by.step()) {
            case DESTROY_KEYS ->
                    known.keysDestroyedAt() != null
                            ? known
                            : new Progress(by.confirmedAt(), null, 0);
            case CLEAN_UP ->
                    known.completedAt() != null
                            ? known
                            : new Progress(known.keysDestroyedAt(), by.confirmedAt(), by.records());
        };
    }

    private boolean all(Function<Progress, @Nullable Instant> done) {
        return services.values().stream().allMatch(progress -> done.apply(progress) != null);
    }

    private Change<Erasure> cleaning(Instant now) {
        var next =
                ended(now, null, null)
                        .with(State.CLEANING_UP, services, subscriberIds, now.plus(PATIENCE));
        return Change.of(next, next.order(now));
    }

    private Change<Erasure> completed(Instant now, Notary notary) {
        var done =
                ended(keysDestroyedAt, now, null)
                        .with(State.COMPLETED, services, subscriberIds, null);
        Certificate signed = notary.certify(done);
        var certified = done.ended(keysDestroyedAt, now, signed.note());
        return Change.of(
                certified,
                notary.record(certified, signed),
                new Forgotten(EventType.ACCOUNT_CHANGED, accountId.value()),
                new Forgotten(EventType.CONTACT_POINT_CHANGED, accountId.value()));
    }

    /** Something was lost, or somebody is away: orders again what is not confirmed. */
    Change<Erasure> overdue(Instant now) {
        if (step() == null || nextOrder == null || now.isBefore(nextOrder)) {
            return Change.of(this);
        }
        var next = with(state, services, subscriberIds, now.plus(PATIENCE));
        return Change.of(next, next.order(now));
    }

    boolean isCompleted() {
        return state == State.COMPLETED;
    }

    private Event order(Instant now) {
        ErasureStep step = step();
        if (step == null) {
            throw new IllegalStateException("nothing is ordered in " + state);
        }
        return new ErasureOrdered(id, accountId, step, subscriberIds, now);
    }

    private Erasure with(
            State next,
            Map<String, Progress> progress,
            Set<AccountId> subscribers,
            @Nullable Instant order) {
        return new Erasure(
                id,
                accountId,
                next,
                requestedAt,
                progress,
                subscribers,
                kept,
                order,
                keysDestroyedAt,
                completedAt,
                certificate);
    }

    private Erasure ended(
            @Nullable Instant keysAt, @Nullable Instant allAt, @Nullable String signed) {
        return new Erasure(
                id,
                accountId,
                state,
                requestedAt,
                services,
                subscriberIds,
                kept,
                nextOrder,
                keysAt,
                allAt,
                signed);
    }

    /** The services that have not done what is ordered. */
    List<String> waitingFor() {
        var waiting = new ArrayList<String>();
        services.forEach(
                (service, progress) -> {
                    boolean done =
                            state == State.DESTROYING_KEYS
                                    ? progress.keysDestroyedAt() != null
                                    : progress.completedAt() != null;
                    if (!done) {
                        waiting.add(service);
                    }
                });
        return waiting;
    }
}
