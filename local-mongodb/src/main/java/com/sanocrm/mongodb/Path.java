package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A dotted path into a document. On its way it goes into each document of an array, and by a number
 * to one element; where it ends at an array it leads to each element and to the array.
 */
final class Path {
    private final List<String> names;

    private Path(List<String> names) {
        this.names = names;
    }

    static Path of(String dotted) {
        return new Path(List.of(dotted.split("\\.", -1)));
    }

    /** An array that is a value of its own, into which no path leads. */
    record Whole(Collection<?> elements) {}

    static @Nullable Object whole(@Nullable Object value) {
        return value instanceof Collection<?> elements ? new Whole(elements) : value;
    }

    boolean exists(Document document) {
        return anyWhole(document, value -> !(value instanceof Missing));
    }

    /** Of the values that the path leads to, an array's elements among them. */
    boolean anyValue(Document document, Predicate<@Nullable Object> wanted) {
        return anyWhole(
                document,
                value ->
                        value instanceof Collection<?> elements
                                ? elements.stream().anyMatch(wanted) || wanted.test(elements)
                                : wanted.test(
                                        value instanceof Whole(Collection<?> elements)
                                                ? elements
                                                : value));
    }

    /** Adds the values that the path leads to, of an array its elements, by their keys. */
    void collect(Document document, Map<Key, @Nullable Object> values) {
        boolean _ =
                anyWhole(
                        document,
                        value -> {
                            if (value instanceof Collection<?> elements) {
                                elements.forEach(one -> values.put(Key.of(one), one));
                            } else if (!(value instanceof Missing)) {
                                values.put(Key.of(value), value);
                            }
                            return false;
                        });
    }

    /** Of the values that the path leads to, an array being one. */
    boolean anyWhole(Document document, Predicate<@Nullable Object> wanted) {
        return walk(document, 0, wanted);
    }

    private boolean walk(@Nullable Object value, int at, Predicate<@Nullable Object> wanted) {
        if (at == names.size()) {
            return wanted.test(value);
        }
        String name = names.get(at);
        if (value instanceof Document document) {
            return walk(document.getOrMissing(name), at + 1, wanted);
        }
        if (value instanceof List<?> elements) {
            if (isPosition(name)
                    && Integer.parseInt(name) < elements.size()
                    && walk(elements.get(Integer.parseInt(name)), at + 1, wanted)) {
                return true;
            }
            return elements.stream()
                    .anyMatch(
                            element ->
                                    element instanceof Document inner && walk(inner, at, wanted));
        }
        return wanted.test(Missing.getInstance());
    }

    static boolean isPosition(String name) {
        return !name.isEmpty()
                && name.length() < 10
                && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
