package com.sanocrm.platform.erasure;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ErasureConfirmed;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.platform.crypto.DataKeys;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What one service still has to do of an erasure. It stays for ever: it names the person by id
 * alone, and by it a repeat of an order is answered.
 *
 * <pre>
 *  ordered            keys destroyed              their copies in memory ran out
 * ---------&gt; DESTROYING ----------&gt; WAITING_OUT ----------------------------------&gt; SEALED
 *                                                     confirms the keys               |
 *                                                                             ordered |
 *                           confirms the clean-up                                     v
 *                  CLEANED &lt;------------------------------------------------------ CLEANING
 * </pre>
 *
 * In SEALED and CLEANED an order for what is done already is confirmed again; any other order that
 * does not fit changes nothing.
 *
 * @param subscriberIds the person's other ids
 * @param records how many were removed
 * @param due when there is something to do; null when there is not
 */
public record ErasureTask(
        @BsonId ErasureId id,
        AccountId accountId,
        State state,
        Set<AccountId> subscriberIds,
        long records,
        @Nullable Instant due) {
    /* Twice what a copy lives: for a thread that was slow between fetching and using it. */
    static final Duration WAIT = DataKeys.LIFE_IN_MEMORY.multipliedBy(2);

    private static final Duration RETRY = Duration.ofSeconds(2);

    public enum State {
        DESTROYING,
        WAITING_OUT,
        SEALED,
        CLEANING,
        CLEANED
    }

    public ErasureTask {
        subscriberIds = Set.copyOf(subscriberIds);
    }

    /** A service that does not know the erasure begins with the keys, whatever is ordered. */
    public static Change<ErasureTask> ordered(
            Optional<ErasureTask> known, ErasureOrdered order, String service, Instant now) {
        return known.map(task -> task.orderedAgain(order, service, now))
                .orElseGet(
                        () ->
                                Change.of(
                                        new ErasureTask(
                                                order.erasureId(),
                                                order.accountId(),
                                                State.DESTROYING,
                                                order.subscriberIds(),
                                                0,
                                                now)));
    }

    private Change<ErasureTask> orderedAgain(ErasureOrdered order, String service, Instant now) {
        boolean keys = order.step() == ErasureStep.DESTROY_KEYS;
        return switch (state) {
            case DESTROYING, WAITING_OUT, CLEANING -> Change.of(this);
            case SEALED ->
                    keys
                            ? Change.of(this, confirmation(ErasureStep.DESTROY_KEYS, service, now))
                            : Change.of(
                                    new ErasureTask(
                                            id,
                                            accountId,
                                            State.CLEANING,
                                            union(order.subscriberIds()),
                                            records,
                                            now));
            case CLEANED -> Change.of(this, confirmation(order.step(), service, now));
        };
    }

    /** Whether nothing of that step is left to do. */
    boolean hasDone(ErasureStep step) {
        return switch (step) {
            case DESTROY_KEYS -> state != State.DESTROYING;
            case CLEAN_UP -> state == State.CLEANED;
        };
    }

    /** The ledger says how far everybody was: nobody orders the clean-up once more. */
    Change<ErasureTask> recalled(ErasureOrdered order, String service, Instant now) {
        return state == State.SEALED && order.step() == ErasureStep.CLEAN_UP
                ? orderedAgain(order, service, now)
                : Change.of(this);
    }

    /** The keys are gone from the store; copies in memory may live on for a while. */
    public Change<ErasureTask> destroyed(Set<AccountId> alsoKnownAs, Instant now) {
        return state != State.DESTROYING
                ? Change.of(this)
                : Change.of(
                        new ErasureTask(
                                id,
                                accountId,
                                State.WAITING_OUT,
                                union(alsoKnownAs),
                                records,
                                now.plus(WAIT)));
    }

    /** No copy of a key is left anywhere. */
    public Change<ErasureTask> sealed(String service, Instant now, AuditRecorded record) {
        if (state != State.WAITING_OUT || due == null || now.isBefore(due)) {
            return Change.of(this);
        }
        var next = new ErasureTask(id, accountId, State.SEALED, subscriberIds, records, null);
        return Change.of(next, next.confirmation(ErasureStep.DESTROY_KEYS, service, now), record);
    }

    public Change<ErasureTask> cleaned(
            long removed, String service, Instant now, AuditRecorded record) {
        if (state != State.CLEANING) {
            return Change.of(this);
        }
        var next = new ErasureTask(id, accountId, State.CLEANED, subscriberIds, removed, null);
        return Change.of(next, next.confirmation(ErasureStep.CLEAN_UP, service, now), record);
    }

    /** Something was away; what is to be done is tried again. */
    public Change<ErasureTask> postponed(Instant now) {
        return due == null
                ? Change.of(this)
                : Change.of(
                        new ErasureTask(
                                id, accountId, state, subscriberIds, records, now.plus(RETRY)));
    }

    /** All ids of the person. */
    List<AccountId> everybody() {
        var all = new java.util.ArrayList<>(subscriberIds);
        all.add(accountId);
        return all;
    }

    private Set<AccountId> union(Set<AccountId> more) {
        var all = new java.util.HashSet<>(subscriberIds);
        all.addAll(more);
        return all;
    }

    private ErasureConfirmed confirmation(ErasureStep step, String service, Instant now) {
        return new ErasureConfirmed(
                id,
                accountId,
                service,
                step,
                step == ErasureStep.CLEAN_UP ? records : 0,
                subscriberIds,
                now);
    }
}
