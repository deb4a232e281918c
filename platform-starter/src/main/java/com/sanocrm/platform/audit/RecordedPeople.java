package com.sanocrm.platform.audit;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.trace.Traces;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * About whom the current piece of work has a record: a request, an event, a round of a scheduled
 * task, that is, one trace on one thread. What has no trace remembers only whom its last write or
 * call of the trail recorded.
 */
public final class RecordedPeople {
    private static final ThreadLocal<Work> CURRENT = ThreadLocal.withInitial(Work::none);

    private record Work(String trace, Set<AccountId> people) {
        static Work none() {
            return new Work("", Set.of());
        }
    }

    private RecordedPeople() {}

    /** Call it when the records are durable. One of a refusal allows nothing. */
    public static void note(Collection<? extends Event> events) {
        if (Traces.currentTraceId().equals(Traces.NONE)
                && events.stream().anyMatch(AuditRecorded.class::isInstance)) {
            CURRENT.remove();
        }
        for (Event event : events) {
            if (event instanceof AuditRecorded record
                    && record.outcome() == Outcome.SUCCESS
                    && record.subjectId() != null) {
                note(record.subjectId());
            }
        }
    }

    static void note(AccountId person) {
        String trace = Traces.currentTraceId();
        if (!CURRENT.get().trace().equals(trace)) {
            CURRENT.set(new Work(trace, new HashSet<>()));
        }
        CURRENT.get().people().add(person);
    }

    static boolean has(AccountId person) {
        Work work = CURRENT.get();
        return work.people().contains(person) && work.trace().equals(Traces.currentTraceId());
    }
}
