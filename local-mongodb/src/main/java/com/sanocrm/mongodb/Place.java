package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an update's dotted path leads: one place, made as far as it is missing. A number is a
 * position where there is an array, else a name.
 */
record Place(String path) {
    /** As far beyond its end as an array grows. */
    private static final int MOST_FILLED = 1_500_000;

    /**
     * A path of an update.
     *
     * @throws MongoServerError if it is none
     */
    static Place of(String path) {
        for (String name : path.split("\\.", -1)) {
            if (name.isEmpty()) {
                throw Refusals.emptyFieldName(path);
            }
            if (name.equals("$") || name.startsWith("$[")) {
                throw Refusals.notImplemented("positional operators in updates");
            }
            if (name.startsWith("$")) {
                throw Refusals.dollarPrefixed(path);
            }
        }
        return new Place(path);
    }

    boolean conflictsWith(Place other) {
        return path.equals(other.path)
                || path.startsWith(other.path + ".")
                || other.path.startsWith(path + ".");
    }

    private String[] names() {
        return path.split("\\.");
    }

    /** {@link Missing} where there is nothing. */
    @Nullable Object valueIn(Document document) {
        Object value = document;
        for (String name : names()) {
            value = child(value, name);
        }
        return value;
    }

    private static @Nullable Object child(@Nullable Object container, String name) {
        return switch (container) {
            case Document document -> document.getOrMissing(name);
            case List<?> elements when Path.isPosition(name) && position(name) < elements.size() ->
                    elements.get(position(name));
            case null, default -> Missing.getInstance();
        };
    }

    void set(Document document, @Nullable Object value) {
        String[] names = names();
        Object container = document;
        for (int i = 0; i < names.length - 1; i++) {
            Object next = child(container, names[i]);
            if (next instanceof Missing) {
                next = new Document();
                put(container, names[i], next);
            }
            if (!(next instanceof Document) && !(next instanceof List)) {
                throw Refusals.pathNotViable(names[i + 1], names[i]);
            }
            container = next;
        }
        put(container, names[names.length - 1], value);
    }

    private void put(Object container, String name, @Nullable Object value) {
        if (container instanceof Document document) {
            document.put(name, value);
            return;
        }
        @SuppressWarnings("unchecked") // of a document, which holds any value
        List<@Nullable Object> elements = (List<@Nullable Object>) container;
        if (!Path.isPosition(name)) {
            throw Refusals.pathNotViable(name, path);
        }
        if (position(name) > elements.size() + MOST_FILLED) {
            throw Refusals.badValue("Can't backfill array to larger than 1500000 elements");
        }
        while (elements.size() <= position(name)) {
            elements.add(null);
        }
        elements.set(position(name), value);
    }

    /** An array keeps a null in the place. */
    void remove(Document document) {
        String[] names = names();
        Object container = document;
        for (int i = 0; i < names.length - 1; i++) {
            container = child(container, names[i]);
        }
        String last = names[names.length - 1];
        if (container instanceof Document holder) {
            holder.remove(last);
        } else if (container instanceof List<?> list && !(child(list, last) instanceof Missing)) {
            put(list, last, null);
        }
    }

    private static int position(String name) {
        return Integer.parseInt(name);
    }
}
