package com.sanocrm.platform.export;

import com.sanocrm.contracts.events.ExportOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What one service has to give to an export.
 *
 * <pre>
 *  ordered ▶ DUE ──begun──▶ UNDER WAY ──all is sent──▶ GIVEN
 *             ▲ ▲               │                        │
 *             │ └─failed, or lost with its process───────┘ ordered again
 * </pre>
 *
 * @param run the attempt that is under way, or was the last
 * @param due when there is something to do, though another instance may be at it; null when given
 */
public record Contribution(
        @BsonId PrivacyRequestId id,
        AccountId accountId,
        String publicKey,
        @Nullable String run,
        @Nullable Instant due) {
    /* An attempt that lives renews it; after it another instance begins its own. */
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** An order during an attempt changes nothing: what is asked for is on its way. */
    static Change<Contribution> ordered(
            Optional<Contribution> known, ExportOrdered order, Instant now) {
        return Change.of(
                known.filter(one -> one.due() != null)
                        .orElseGet(
                                () ->
                                        new Contribution(
                                                order.requestId(),
                                                order.accountId(),
                                                order.publicKey(),
                                                null,
                                                now)));
    }

    Contribution begun(String attempt, Instant now) {
        return due == null || now.isBefore(due) ? this : with(attempt, now.plus(LEASE));
    }

    Contribution renewed(String attempt, Instant now) {
        return due != null && attempt.equals(run) ? with(attempt, now.plus(LEASE)) : this;
    }

    Contribution given(String attempt) {
        return attempt.equals(run) ? with(attempt, null) : this;
    }

    Contribution failed(String attempt, Instant now) {
        return attempt.equals(run) ? with(attempt, now.plus(RETRY)) : this;
    }

    private Contribution with(String attempt, @Nullable Instant next) {
        return new Contribution(id, accountId, publicKey, attempt, next);
    }
}
