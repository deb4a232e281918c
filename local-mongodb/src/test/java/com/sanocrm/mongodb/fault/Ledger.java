package com.sanocrm.mongodb.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What one client knows of its documents: as the server acknowledged them, and the one command that
 * it did not answer, which may have happened or not. Nobody else writes these documents.
 */
final class Ledger {
    /**
     * @param after the documents that it changes, null for those that it deletes
     */
    private record Command(long number, Map<String, @Nullable Document> after) {}

    private final TreeMap<String, Document> documents = new TreeMap<>();
    private final Map<String, Command> latest = new HashMap<>();
    private @Nullable Command open;
    private long commands;

    Map<String, Document> documents() {
        return documents;
    }

    /** Commands that were acknowledged. */
    long commands() {
        return commands;
    }

    /** What the last acknowledged command changed. */
    List<String> ofLatest() {
        return latest.values().stream()
                .max(Comparator.comparingLong(Command::number))
                .map(last -> List.copyOf(last.after().keySet()))
                .orElse(List.of());
    }

    /** A command is about to be sent. */
    void attempt(Map<String, @Nullable Document> after) {
        open = new Command(commands, after);
    }

    /** It was acknowledged. */
    void acknowledged() {
        Command done = Objects.requireNonNull(open);
        apply(done);
        done.after().keySet().forEach(id -> latest.put(id, done));
        open = null;
        commands++;
    }

    /** It was refused, so that it did nothing. */
    void refused() {
        open = null;
    }

    private void apply(Command command) {
        command.after()
                .forEach(
                        (id, after) -> {
                            if (after == null) {
                                documents.remove(id);
                            } else {
                                documents.put(id, after);
                            }
                        });
    }

    /**
     * Compares with what is there, and takes that as known from now on.
     *
     * @param found this client's documents
     */
    List<Fault> settle(Map<String, Document> found) {
        List<Fault> faults = new ArrayList<>();
        Command unanswered = open;
        if (unanswered != null && isDone(unanswered, found)) {
            apply(unanswered);
        }
        open = null;
        Set<String> ids = new TreeSet<>(documents.keySet());
        ids.addAll(found.keySet());
        ids.addAll(latest.keySet());
        for (String id : ids) {
            Document there = found.get(id);
            if (!Objects.equals(there, documents.get(id))) {
                faults.add(fault(id, there, unanswered, found));
            }
        }
        documents.clear();
        documents.putAll(found);
        latest.clear();
        return faults;
    }

    private static boolean isDone(Command command, Map<String, Document> found) {
        return command.after().entrySet().stream()
                .allMatch(entry -> Objects.equals(found.get(entry.getKey()), entry.getValue()));
    }

    private Fault fault(
            String id,
            @Nullable Document there,
            @Nullable Command unanswered,
            Map<String, Document> found) {
        String what = "%s is %s, expected %s".formatted(id, there, documents.get(id));
        if (unanswered != null && unanswered.after().containsKey(id)) {
            return new Fault(Fault.Kind.HALF_APPLIED, "by a command without answer: " + what);
        }
        Command command = latest.get(id);
        if (command == null) {
            boolean known = documents.containsKey(id);
            return new Fault(known ? Fault.Kind.LOST : Fault.Kind.UNKNOWN, what);
        }
        boolean partly =
                command.after().keySet().stream()
                        .filter(other -> command.equals(latest.get(other)))
                        .anyMatch(other -> Objects.equals(found.get(other), documents.get(other)));
        return new Fault(
                partly ? Fault.Kind.HALF_APPLIED : Fault.Kind.LOST,
                "command %d: %s".formatted(command.number(), what));
    }

    /** A change of several documents, in their order. */
    static Map<String, @Nullable Document> changes() {
        return new LinkedHashMap<>();
    }
}
