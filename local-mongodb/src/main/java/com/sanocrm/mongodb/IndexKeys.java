package com.sanocrm.mongodb;

import com.sanocrm.mongodb.IndexDefinition.Field;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which a document stands in an index: one, or, where a path leads through an array,
 * one for each of its elements (<a
 * href="https://www.mongodb.com/docs/manual/core/indexes/index-types/index-multikey/">multikey</a>).
 * Only one array may be on the paths of an index.
 */
final class IndexKeys {
    private final IndexDefinition index;
    private final Map<Key, List<@Nullable Object>> keys = new LinkedHashMap<>();
    private long arrays;

    private IndexKeys(IndexDefinition index) {
        this.index = index;
    }

    /** None if the index leaves the document out. */
    static IndexKeys of(IndexDefinition index, Document document) {
        IndexKeys found = new IndexKeys(index);
        if (index.admits(document)) {
            Place[] places =
                    index.fields().stream()
                            .map(field -> new Place(document, field.path()))
                            .toArray(Place[]::new);
            found.collect(places);
        }
        return found;
    }

    /** Each key's bytes, without the index's number, and the values that it was made from. */
    Map<Key, List<@Nullable Object>> keys() {
        return keys;
    }

    Set<Key> bytes() {
        return keys.keySet();
    }

    /** The fields, as bits, on whose paths there was an array. */
    long arrays() {
        return arrays;
    }

    /** A value and the path that still leads on from it; empty when it is arrived. */
    private record Place(@Nullable Object value, String path) {
        /** Follows the path to its end or to the first array. */
        Place advance() {
            Place place = this;
            while (!place.path.isEmpty() && !(place.value instanceof Collection)) {
                place = place.step();
            }
            return place;
        }

        private Place step() {
            int dot = path.indexOf('.');
            String name = dot < 0 ? path : path.substring(0, dot);
            String rest = dot < 0 ? "" : path.substring(dot + 1);
            Object next =
                    value instanceof Document document
                            ? document.getOrMissing(name)
                            : Missing.getInstance();
            return new Place(next, rest);
        }
    }

    private void collect(Place[] from) {
        Place[] places = Arrays.stream(from).map(Place::advance).toArray(Place[]::new);
        Collection<?> array = firstArray(places);
        if (array == null) {
            add(places);
        } else if (array.isEmpty()) {
            collect(replaced(places, array, KeyEncoder.EmptyArray.VALUE));
        } else {
            for (Object element : array) {
                collect(replaced(places, array, element));
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the same array of the document
    private @Nullable Collection<?> firstArray(Place[] places) {
        Collection<?> array = null;
        for (int i = 0; i < places.length; i++) {
            if (places[i].value() instanceof Collection<?> found) {
                arrays |= 1L << i;
                if (array != null && found != array) {
                    throw new MongoServerError(
                            171,
                            "CannotIndexParallelArrays",
                            "cannot index parallel arrays of " + index.name());
                }
                array = found;
            }
        }
        return array;
    }

    /** An element that is an array itself is a value where the path ends. */
    @SuppressWarnings("ReferenceEquality") // whether it is the same array of the document
    private static Place[] replaced(Place[] places, Collection<?> array, @Nullable Object element) {
        return Arrays.stream(places)
                .map(
                        place -> {
                            if (place.value() != array) {
                                return place;
                            }
                            if (place.path().isEmpty() && element instanceof Collection<?> nested) {
                                return new Place(new Nested(nested), "");
                            }
                            Object value =
                                    element == KeyEncoder.EmptyArray.VALUE
                                                    && !place.path().isEmpty()
                                            ? Missing.getInstance()
                                            : element;
                            return new Place(value, place.path());
                        })
                .toArray(Place[]::new);
    }

    /** Keeps an array within an array from being opened. */
    private record Nested(Collection<?> elements) {}

    private void add(Place[] places) {
        if (index.sparse()
                && Arrays.stream(places).allMatch(place -> place.value() instanceof Missing)) {
            return;
        }
        KeyWriter out = new KeyWriter();
        for (int i = 0; i < places.length; i++) {
            int start = out.length();
            Object value = places[i].value();
            KeyEncoder.write(value instanceof Nested nested ? nested.elements() : value, out);
            if (index.fields().get(i).descending()) {
                out.invertFrom(start);
            }
        }
        keys.put(
                new Key(out.toBytes()),
                Arrays.stream(places).<@Nullable Object>map(Place::value).toList());
    }

    /** As MongoDB writes a duplicate key. */
    static String describe(IndexDefinition index, List<@Nullable Object> values) {
        StringBuilder text = new StringBuilder("{ ");
        for (int i = 0; i < values.size(); i++) {
            Field field = index.fields().get(i);
            Object value = values.get(i);
            text.append(i == 0 ? "" : ", ")
                    .append(field.path())
                    .append(": ")
                    .append(
                            de.bwaldvogel.mongo.bson.Json.toCompactJsonValue(
                                    value instanceof Missing ? null : value));
        }
        return text.append(" }").toString();
    }
}
