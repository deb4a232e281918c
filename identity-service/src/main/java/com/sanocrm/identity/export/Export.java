package com.sanocrm.identity.export;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ExportOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is held of a person, for one approved request.
 *
 * <pre>
 *  ordered ▶ COLLECTING ──all parts are whole──▶ CHECKING ──all can be read──▶ READY ──7 days──▶ EXPIRED
 *                ▲                                   │                                   its key is gone
 *                └──────a part is not what it says───┘
 * </pre>
 *
 * What is missing is ordered again, for ever. A person who is erased takes it along in any state:
 * its key is under the person's data key.
 *
 * @param runs the wire name of each service to the run that is its part; absent until it is whole
 * @param secret of the export's key, under the person's data key; null when it has expired
 * @param due when something is to be done; null when nothing is
 */
public record Export(
        @BsonId PrivacyRequestId id,
        AccountId accountId,
        State state,
        Set<String> services,
        Map<String, String> runs,
        String publicKey,
        @Nullable Binary secret,
        @Nullable Instant due,
        @Nullable Instant readyAt,
        @Nullable Instant expiresAt,
        List<Step> timeline) {
    /** How long it can be fetched. */
    static final Duration KEPT = Duration.ofDays(7);

    /* A service that is well gives its part in less. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public enum State {
        COLLECTING,
        CHECKING,
        READY,
        EXPIRED
    }

    /** What happened. */
    public enum Kind {
        /** These services did not give their part in time, and are asked again. */
        WAITING,
        READY,
        EXPIRED
    }

    public record Step(Kind what, Instant at, Set<String> services) {
        public Step {
            services = Set.copyOf(services);
        }
    }

    public Export {
        services = Set.copyOf(services);
        runs = Map.copyOf(runs);
        timeline = List.copyOf(timeline);
    }

    static Change<Export> ordered(
            PrivacyRequestId id,
            AccountId account,
            Set<String> services,
            String publicKey,
            Binary secret,
            Instant now) {
        var export =
                new Export(
                        id,
                        account,
                        State.COLLECTING,
                        services,
                        Map.of(),
                        publicKey,
                        secret,
                        now.plus(PATIENCE),
                        null,
                        null,
                        List.of());
        return Change.of(export, export.order(now));
    }

    /** The services that have not given their part; sorted. */
    public Set<String> waitingFor() {
        var missing = new TreeSet<>(services);
        missing.removeAll(runs.keySet());
        return missing;
    }

    boolean takes(String service) {
        return state == State.COLLECTING && waitingFor().contains(service);
    }

    /** All of a service's part is here; the first whole one counts. */
    Change<Export> whole(String service, String run, Instant now) {
        if (!takes(service)) {
            return Change.of(this);
        }
        var more = new TreeMap<>(runs);
        more.put(service, run);
        boolean all = more.keySet().equals(services);
        return Change.of(
                with(all ? State.CHECKING : State.COLLECTING, more, all ? now : due, timeline));
    }

    /** Every part can be read and is what it says. */
    Change<Export> checked(Instant now, AuditRecorded record) {
        if (state != State.CHECKING) {
            return Change.of(this);
        }
        Instant until = now.plus(KEPT);
        return Change.of(
                new Export(
                        id,
                        accountId,
                        State.READY,
                        services,
                        runs,
                        publicKey,
                        secret,
                        until,
                        now,
                        until,
                        and(new Step(Kind.READY, now, Set.of()))),
                record);
    }

    /** That service's part is not what it says, and is asked for again. */
    Change<Export> damaged(String service, Instant now) {
        if (state != State.CHECKING) {
            return Change.of(this);
        }
        var rest = new TreeMap<>(runs);
        rest.remove(service);
        return with(State.COLLECTING, rest, now, timeline).overdue(now);
    }

    /** Orders again what is missing, and says so once for the same services. */
    Change<Export> overdue(Instant now) {
        if (state != State.COLLECTING || due == null || now.isBefore(due)) {
            return Change.of(this);
        }
        Set<String> missing = waitingFor();
        boolean told = !timeline.isEmpty() && timeline.getLast().services().equals(missing);
        var next =
                with(
                        state,
                        runs,
                        now.plus(PATIENCE),
                        told ? timeline : and(new Step(Kind.WAITING, now, missing)));
        return Change.of(next, next.order(now));
    }

    /** Its key is destroyed: nothing of it can be read any more. */
    Change<Export> expired(Instant now, AuditRecorded record) {
        if (state != State.READY || expiresAt == null || now.isBefore(expiresAt)) {
            return Change.of(this);
        }
        return Change.of(
                new Export(
                        id,
                        accountId,
                        State.EXPIRED,
                        services,
                        runs,
                        publicKey,
                        null,
                        null,
                        readyAt,
                        expiresAt,
                        and(new Step(Kind.EXPIRED, now, Set.of()))),
                record);
    }

    private ExportOrdered order(Instant now) {
        return new ExportOrdered(id, accountId, waitingFor(), publicKey, now);
    }

    private List<Step> and(Step step) {
        var steps = new ArrayList<>(timeline);
        steps.add(step);
        return steps;
    }

    private Export with(
            State next, Map<String, String> parts, @Nullable Instant look, List<Step> steps) {
        return new Export(
                id, accountId, next, services, parts, publicKey, secret, look, readyAt, expiresAt,
                steps);
    }
}
