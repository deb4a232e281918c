package com.sanocrm.audit.intake;

import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.LogName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What was polled at once: records for the logs, and what is refused. */
final class Poll {
    private final Function<String, Numbering> numberings;
    private final Function<Leaf, Place> logs;
    private final Map<String, Numbering> known = new HashMap<>();
    private final Map<String, Leaf> byId = new HashMap<>();
    private final Set<Numbered> numbers = new HashSet<>();
    private final List<Candidate> fresh = new ArrayList<>();
    private final List<Leaf> logged = new ArrayList<>();
    private final List<RefusedRecord> refused = new ArrayList<>();

    /**
     * @param numberings what is known of a producer
     * @param logs what the logs have under a record's id
     */
    Poll(Function<String, Numbering> numberings, Function<Leaf, Place> logs) {
        this.numberings = numberings;
        this.logs = logs;
    }

    /** What is in the logs under an id. */
    enum Place {
        NONE,
        ITS_OWN,
        ANOTHERS
    }

    private record Numbered(String producer, long sequence) {}

    private record Candidate(ReceivedRecord received, Leaf leaf) {}

    void refuse(ReceivedRecord received, Refusal refusal) {
        refused.add(new RefusedRecord(received, refusal));
    }

    void take(ReceivedRecord received, Leaf leaf) {
        Numbering numbering = numbering(leaf.producer());
        Leaf first = byId.putIfAbsent(leaf.record().eventId().value(), leaf);
        if (first != null) {
            if (!first.equals(leaf)) {
                refuse(received, Refusal.ID_IS_TAKEN);
            }
        } else if (numbering.hasArrived(leaf.sequence())) {
            repeat(new Candidate(received, leaf));
        } else if (!numbers.add(new Numbered(leaf.producer(), leaf.sequence()))) {
            refuse(received, Refusal.NUMBER_IS_TAKEN);
        } else {
            fresh.add(new Candidate(received, leaf));
        }
    }

    /** Its number was there before: it was, too, or another record was. */
    private void repeat(Candidate candidate) {
        switch (logs.apply(candidate.leaf())) {
            case ITS_OWN -> logged.add(candidate.leaf());
            case ANOTHERS -> refuse(candidate.received(), Refusal.ID_IS_TAKEN);
            case NONE -> refuse(candidate.received(), Refusal.NUMBER_IS_TAKEN);
        }
    }

    /** The records whose numbers are new, by log. */
    Map<LogName, List<Leaf>> byLog() {
        var byLog = new LinkedHashMap<LogName, List<Leaf>>();
        for (Candidate candidate : fresh) {
            LogName log = LogName.of(candidate.leaf().record().partnerId());
            byLog.computeIfAbsent(log, _ -> new ArrayList<>()).add(candidate.leaf());
        }
        return byLog;
    }

    /**
     * Looks at those that were in a log already, for instance before a crash: it may be another
     * record that has their id.
     *
     * @param added ids of those that were not
     */
    void appended(Set<String> added) {
        var there = new ArrayList<Candidate>();
        for (Candidate candidate : fresh) {
            if (!added.contains(candidate.leaf().record().eventId().value())) {
                there.add(candidate);
            } else {
                logged.add(candidate.leaf());
            }
        }
        fresh.clear();
        there.forEach(this::repeat);
    }

    List<RefusedRecord> refused() {
        return List.copyOf(refused);
    }

    Set<String> producers() {
        var producers = new TreeSet<>(known.keySet());
        refused.forEach(one -> producers.add(one.producer()));
        return producers;
    }

    Numbering numbering(String producer) {
        return known.computeIfAbsent(producer, numberings);
    }

    /** The producer's records that are in a log. */
    List<Leaf> logged(String producer) {
        return logged.stream().filter(leaf -> leaf.producer().equals(producer)).toList();
    }

    List<RefusedRecord> refused(String producer) {
        return refused.stream().filter(one -> one.producer().equals(producer)).toList();
    }
}
