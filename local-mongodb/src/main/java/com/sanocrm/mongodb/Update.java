package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What makes another document of a document: a replacement, or <a
 * href="https://www.mongodb.com/docs/manual/reference/operator/update/">operators</a> on places in
 * it.
 */
sealed interface Update {
    /** MongoDB knows them, this server does not. */
    Set<String> NOT_IMPLEMENTED = Set.of("$bit", "$mul", "$rename", "$pop", "$pullAll");

    /**
     * The document after it, as a new one.
     *
     * @param inserting whether an upsert makes the document
     */
    Document applied(Document before, boolean inserting);

    /** All fields but {@code _id}. */
    record Replacement(Document fields) implements Update {
        @Override
        public Document applied(Document before, boolean inserting) {
            Document after = new Document();
            if (before.containsKey("_id")) {
                after.put("_id", before.get("_id"));
            }
            after.putAll(fields.cloneDeeply());
            return after;
        }
    }

    /** By place, in the order in which MongoDB appends fields. */
    record Operators(Map<String, FieldChange> changes) implements Update {
        @Override
        public Document applied(Document before, boolean inserting) {
            Document after = before.cloneDeeply();
            changes.forEach((path, change) -> change.apply(new Place(path), after, inserting));
            return after;
        }
    }

    /** Reads an update as commands carry it, or refuses it. */
    static Update of(@Nullable Object update, boolean multi) {
        return switch (update) {
            case Document operators when Condition.hasOperators(operators) -> operators(operators);
            case Document replacement when multi && !replacement.isEmpty() ->
                    throw Refusals.failedToParse(
                            "multi update is not supported for replacement-style update");
            case Document replacement -> replacement(replacement);
            case Collection<?> _ ->
                    throw Refusals.notImplemented("updates by an aggregation pipeline");
            case null, default ->
                    throw Refusals.failedToParse("An update is an object or an array");
        };
    }

    private static Update replacement(Document fields) {
        fields.keySet().stream()
                .filter(name -> name.startsWith("$"))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw Refusals.dollarPrefixed(name);
                        });
        return new Replacement(fields);
    }

    private static Update operators(Document operators) {
        Map<String, FieldChange> changes = new TreeMap<>();
        operators.forEach(
                (operator, argument) -> {
                    if (NOT_IMPLEMENTED.contains(operator)) {
                        throw Refusals.notImplemented("the update operator " + operator);
                    }
                    if (!(argument instanceof Document fields)) {
                        throw Refusals.failedToParse(
                                "Modifiers operate on fields, which is not what "
                                        + operator
                                        + " has");
                    }
                    fields.forEach(
                            (path, value) -> add(changes, path, FieldChange.of(operator, value)));
                });
        return new Operators(changes);
    }

    private static void add(Map<String, FieldChange> changes, String path, FieldChange change) {
        Place place = Place.of(path);
        changes.keySet().stream()
                .map(Place::new)
                .filter(place::conflictsWith)
                .findFirst()
                .ifPresent(
                        other -> {
                            throw Refusals.conflictingUpdates(path, other.path());
                        });
        changes.put(path, change);
    }

    /** The document that an upsert starts from: what the filter says a field is equal to. */
    static Document startOf(Document filter, Update update) {
        Document start = new Document();
        collect(filter, start);
        if (update instanceof Replacement) {
            start.keySet().retainAll(Set.of("_id"));
        }
        return start;
    }

    private static void collect(Document filter, Document start) {
        filter.forEach(
                (name, demanded) -> {
                    if (name.equals("$and") && demanded instanceof Collection<?> all) {
                        all.forEach(one -> collect((Document) one, start));
                    } else if (!name.startsWith("$")) {
                        collectField(name, demanded, start);
                    }
                });
    }

    private static void collectField(String path, @Nullable Object demanded, Document start) {
        if (!(demanded instanceof Document operators) || !Condition.hasOperators(operators)) {
            if (!(demanded instanceof BsonRegularExpression)) {
                new Place(path).set(start, demanded);
            }
        } else if (operators.containsKey("$eq")) {
            new Place(path).set(start, operators.get("$eq"));
        }
    }
}
