package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the index that serves a query: the one that fixes most fields, among these one that gives
 * the order asked for. Without statistics, so that the same query is always served the same way.
 */
final class Planner {
    static final Document NO_SORT = new Document();
    static final String NATURAL = "$natural";

    private final CollectionState collection;

    Planner(CollectionState collection) {
        this.collection = collection;
    }

    Plan plan(Document filter, Document sort, @Nullable Object hint) {
        Map<String, List<Condition>> conditions = Condition.of(filter);
        if (sort.containsKey(NATURAL)) {
            return Plan.all(collection, ((Number) sort.get(NATURAL)).intValue() < 0, true);
        }
        if (hint != null) {
            return hinted(hint, conditions, sort);
        }
        Optional<Candidate> best = best(conditions, sort);
        if (best.filter(Candidate::isBound).isPresent()) {
            return plan(best.get(), sort);
        }
        return alternatives(filter)
                .or(() -> best.map(one -> plan(one, sort)))
                .orElseGet(() -> Plan.all(collection, false, sort.isEmpty()));
    }

    private Optional<Candidate> best(Map<String, List<Condition>> conditions, Document sort) {
        return candidates(conditions)
                .filter(one -> one.isBound() || one.holdsFew() || sorts(one, sort))
                .max(
                        Comparator.comparingInt(
                                one -> 2 * one.selectivity() + (sorts(one, sort) ? 1 : 0)));
    }

    private static boolean sorts(Candidate one, Document sort) {
        return !sort.isEmpty() && one.order(sort) != 0;
    }

    private Stream<Candidate> candidates(Map<String, List<Condition>> conditions) {
        return Stream.concat(
                        Stream.of(Candidate.documents(collection, conditions)),
                        collection.indexes().stream()
                                .map(
                                        index ->
                                                Candidate.index(
                                                        index,
                                                        collection.arrays(index),
                                                        conditions)))
                .filter(Candidate::isComplete);
    }

    private static Plan plan(Candidate one, Document sort) {
        int order = sort.isEmpty() ? 1 : one.order(sort);
        return new Plan(List.of(one.part(order < 0)), order != 0, one.givesEachOnce());
    }

    /** Every branch of some {@code $or} that must hold by an index of its own. */
    private Optional<Plan> alternatives(Document filter) {
        return disjunctions(filter)
                .map(branches -> alternatives(filter, branches))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<Collection<?>> disjunctions(Document filter) {
        return filter.entrySet().stream()
                .filter(clause -> clause.getValue() instanceof Collection<?>)
                .flatMap(
                        clause ->
                                switch (clause.getKey()) {
                                    case "$or" -> Stream.of((Collection<?>) clause.getValue());
                                    case "$and" ->
                                            ((Collection<?>) clause.getValue())
                                                    .stream()
                                                            .map(Document.class::cast)
                                                            .flatMap(Planner::disjunctions);
                                    default -> Stream.empty();
                                });
    }

    private Optional<Plan> alternatives(Document filter, Collection<?> branches) {
        List<Plan.Part> parts = new ArrayList<>();
        for (Object branch : branches) {
            Document both = new Document("$and", List.of(filter, branch));
            Optional<Candidate> best =
                    best(Condition.of(both), NO_SORT)
                            .filter(one -> one.isBound() || one.holdsFew());
            if (best.isEmpty()) {
                return Optional.empty();
            }
            parts.add(best.get().part(false));
        }
        return Optional.of(new Plan(parts, false, false));
    }

    private Plan hinted(Object hint, Map<String, List<Condition>> conditions, Document sort) {
        if (hint instanceof Document key && key.containsKey(NATURAL)) {
            return Plan.all(collection, ((Number) key.get(NATURAL)).intValue() < 0, sort.isEmpty());
        }
        if (hint.equals("_id_") || hint.equals(new Document("_id", 1))) {
            return plan(Candidate.documents(collection, conditions), sort);
        }
        IndexDefinition index =
                collection.indexes().stream()
                        .filter(one -> one.name().equals(hint) || one.key().equals(hint))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Refusals.badValue(
                                                "hint provided does not correspond to an existing"
                                                        + " index"));
        Candidate candidate = Candidate.index(index, collection.arrays(index), conditions);
        if (!candidate.isComplete()) {
            throw Refusals.notImplemented("a hint of an index without all of the documents");
        }
        return plan(candidate, sort);
    }
}
