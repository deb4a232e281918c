package com.sanocrm.mongodb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the documents of a query are found.
 *
 * @param sorted whether they come in the order that was asked for
 * @param distinct whether each document comes once
 */
record Plan(List<Part> parts, boolean sorted, boolean distinct) {
    /**
     * Entries of one index, or the documents themselves.
     *
     * @param index null for the documents, in the order of {@code _id}
     */
    record Part(@Nullable IndexDefinition index, List<Interval> intervals, boolean reverse) {
        Part {
            intervals = List.copyOf(intervals);
        }
    }

    Plan {
        parts = List.copyOf(parts);
    }

    static Plan all(CollectionState collection, boolean reverse, boolean sorted) {
        Part everything = new Part(null, List.of(Interval.all(collection.number())), reverse);
        return new Plan(List.of(everything), sorted, true);
    }

    boolean readsWholeCollection(CollectionState collection) {
        return parts.stream()
                .anyMatch(
                        part ->
                                part.index() == null
                                        && part.intervals().size() == 1
                                        && isAll(part.intervals().getFirst(), collection));
    }

    private static boolean isAll(Interval interval, CollectionState collection) {
        return interval.from().length == Integer.BYTES
                && java.util.Arrays.equals(interval.to(), Interval.all(collection.number()).to());
    }
}
