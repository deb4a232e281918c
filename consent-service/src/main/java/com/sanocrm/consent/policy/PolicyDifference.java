package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Choice;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a later version says differently. Sentences are told apart by their ids, so that one which
 * stands elsewhere in the text is not a change.
 *
 * @param added in the order of the later text
 * @param removed in the order of the earlier text
 * @param defaults that hold differently somewhere
 */
record PolicyDifference(
        List<Sentence> added,
        List<Sentence> removed,
        List<ChangedSentence> changed,
        List<ChangedDefault> defaults) {

    record ChangedSentence(String id, Sentence before, Sentence after) {}

    /** Where one of the versions says nothing of the place or purpose, it is denied. */
    record ChangedDefault(String jurisdiction, String purpose, Choice before, Choice after) {}

    static PolicyDifference between(Policy from, Policy to) {
        Map<String, Sentence> before = byId(from);
        Map<String, Sentence> after = byId(to);
        return new PolicyDifference(
                without(to, before),
                without(from, after),
                to.sentences().stream()
                        .flatMap(sentence -> changed(before.get(sentence.id()), sentence))
                        .toList(),
                defaults(from, to));
    }

    private static Map<String, Sentence> byId(Policy policy) {
        return policy.sentences().stream()
                .collect(Collectors.toMap(Sentence::id, Function.identity()));
    }

    private static List<Sentence> without(Policy policy, Map<String, Sentence> known) {
        return policy.sentences().stream()
                .filter(sentence -> !known.containsKey(sentence.id()))
                .toList();
    }

    private static Stream<ChangedSentence> changed(@Nullable Sentence before, Sentence after) {
        return before == null || before.equals(after)
                ? Stream.of()
                : Stream.of(new ChangedSentence(after.id(), before, after));
    }

    private static List<ChangedDefault> defaults(Policy from, Policy to) {
        var jurisdictions = new TreeSet<>(from.jurisdictions().keySet());
        jurisdictions.addAll(to.jurisdictions().keySet());
        return jurisdictions.stream()
                .flatMap(
                        jurisdiction ->
                                defaults(
                                        jurisdiction,
                                        from.jurisdictions().getOrDefault(jurisdiction, Map.of()),
                                        to.jurisdictions().getOrDefault(jurisdiction, Map.of())))
                .toList();
    }

    private static Stream<ChangedDefault> defaults(
            String jurisdiction, Map<String, Choice> before, Map<String, Choice> after) {
        var purposes = new TreeSet<>(before.keySet());
        purposes.addAll(after.keySet());
        return purposes.stream()
                .map(
                        purpose ->
                                new ChangedDefault(
                                        jurisdiction,
                                        purpose,
                                        before.getOrDefault(purpose, Choice.DENIED),
                                        after.getOrDefault(purpose, Choice.DENIED)))
                .filter(change -> change.before() != change.after());
    }
}
