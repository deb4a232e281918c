package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a filter demands of a field, as far as an index can use it. A document that matches the
 * filter has, at the field's path, a value for each of its conditions; where there is an array, not
 * necessarily the same one.
 */
sealed interface Condition {
    /** One of the values, given as bytes in ascending order. */
    record OneOf(List<byte[]> values, boolean withNull) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** At least, or at most, the value, among those that are compared with it. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares limits
    record Limit(byte[] value, boolean upper, boolean inclusive) implements Condition {
        /**
         * @param reached whether the other value itself is meant, not only all beyond it
         */
        boolean admits(byte[] other, boolean reached) {
            int order = Arrays.compareUnsigned(other, value);
            return other[0] == value[0]
                    && (order == 0 ? inclusive || !reached : upper ? order < 0 : order > 0);
        }
    }

    /** Anything but missing. */
    record Present() implements Condition {}

    /** The conditions that all hold for a matching document, by path. */
    static Map<String, List<Condition>> of(Document filter) {
        Map<String, List<Condition>> found = new HashMap<>();
        collect("", filter, found);
        return found;
    }

    private static void collect(
            String prefix, Document filter, Map<String, List<Condition>> found) {
        filter.forEach(
                (name, demanded) -> {
                    if (name.equals("$and") && demanded instanceof Collection<?> all) {
                        all.forEach(one -> collect(prefix, (Document) one, found));
                    } else if (!name.startsWith("$")) {
                        collectField(prefix + name, demanded, found);
                    }
                });
    }

    private static void collectField(
            String path, @Nullable Object demanded, Map<String, List<Condition>> found) {
        List<Condition> conditions = found.computeIfAbsent(path, p -> new ArrayList<>());
        if (demanded instanceof Document document && hasOperators(document)) {
            document.forEach(
                    (operator, value) -> {
                        if (operator.equals("$elemMatch") && value instanceof Document element) {
                            collectElement(path, element, found);
                        } else {
                            Condition one = condition(operator, value);
                            if (one != null) {
                                conditions.add(one);
                            }
                        }
                    });
        } else {
            Condition one = oneOf(Arrays.asList(demanded));
            if (one != null) {
                conditions.add(one);
            }
        }
    }

    private static void collectElement(
            String path, Document element, Map<String, List<Condition>> found) {
        if (hasOperators(element)) {
            collectField(path, element, found);
        } else {
            collect(path + ".", element, found);
        }
    }

    static boolean hasOperators(Document document) {
        return !document.isEmpty() && document.keySet().iterator().next().startsWith("$");
    }

    private static @Nullable Condition condition(String operator, @Nullable Object value) {
        return switch (operator) {
            case "$eq" -> oneOf(Arrays.asList(value));
            case "$in" -> value instanceof Collection<?> values ? oneOf(values) : null;
            case "$gt" -> limit(value, false, false);
            case "$gte" -> limit(value, false, true);
            case "$lt" -> limit(value, true, false);
            case "$lte" -> limit(value, true, true);
            case "$exists" -> Boolean.TRUE.equals(value) ? new Present() : null;
            default -> null;
        };
    }

    private static @Nullable Condition oneOf(Collection<?> values) {
        if (values.stream()
                .anyMatch(v -> v instanceof Collection || v instanceof BsonRegularExpression)) {
            return null;
        }
        List<byte[]> encoded =
                values.stream().map(KeyEncoder::encode).sorted(Arrays::compareUnsigned).toList();
        List<byte[]> distinct = new ArrayList<>();
        for (byte[] one : encoded) {
            if (distinct.isEmpty() || !Arrays.equals(distinct.getLast(), one)) {
                distinct.add(one);
            }
        }
        return new OneOf(distinct, values.stream().anyMatch(v -> v == null));
    }

    private static @Nullable Condition limit(
            @Nullable Object value, boolean upper, boolean inclusive) {
        return KeyEncoder.isComparable(value)
                ? new Limit(KeyEncoder.encode(value), upper, inclusive)
                : null;
    }

    /** Whether a document without the field cannot match. */
    default boolean excludesMissing() {
        return !(this instanceof OneOf one) || !one.withNull();
    }

    /** Whether whatever fulfils this fulfils the other. */
    default boolean implies(Condition other) {
        return switch (other) {
            case Present _ -> excludesMissing();
            case OneOf(List<byte[]> wanted, boolean _) ->
                    this instanceof OneOf(List<byte[]> values, boolean _)
                            && values.stream()
                                    .allMatch(
                                            v ->
                                                    wanted.stream()
                                                            .anyMatch(w -> Arrays.equals(v, w)));
            case Limit limit ->
                    switch (this) {
                        case OneOf(List<byte[]> values, boolean _) ->
                                values.stream().allMatch(v -> limit.admits(v, true));
                        case Limit own ->
                                own.upper() == limit.upper()
                                        && limit.admits(own.value(), own.inclusive());
                        case Present _ -> false;
                    };
        };
    }
}
